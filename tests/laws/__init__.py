"""Named laws: what must hold for every report."""

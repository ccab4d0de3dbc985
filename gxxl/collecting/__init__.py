"""From one bureau to all: rosters, templates sent out, returns gathered and recognised, roll-ups."""

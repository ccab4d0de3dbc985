"""Checking: tidy frames, the pandera schema, year-to-year and plausibility rules, likely causes."""

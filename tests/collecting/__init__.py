"""Rosters, collected folders, what is sent out."""

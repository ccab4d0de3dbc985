"""Workbooks of ours that are older or damaged, moved into today's template without losing what was typed."""

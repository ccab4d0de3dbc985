"""Hosts: where the cells live. A host reads a snapshot and carries out edits; what is written is decided elsewhere."""

"""Hosts: packages kept whole, cells read and written where they live, hostile files turned away."""

"""A published report found in neutral strips: its tables by their labels, its sections, title, organ and signature."""

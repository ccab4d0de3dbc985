"""Documents of every kind on their way in."""

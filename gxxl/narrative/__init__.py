"""The parts written in words: what they state, what the tables say to it, and how they are written."""

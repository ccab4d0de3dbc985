"""The narrative: facts, phrases, writing, merging, claims, comparing."""

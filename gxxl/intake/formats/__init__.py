"""Kinds of documents on their way in: each module turns the bytes of one kind into the same neutral strips."""

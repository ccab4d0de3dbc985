"""The tests are the rule book: small tables in, findings out."""

"""The form as data: what the law prints, its editions, balances and rule texts."""

"""The room `collecting`: rosters, collections and what is written of them."""

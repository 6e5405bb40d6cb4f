"""Mission packs and everything that reads, checks and publishes them."""

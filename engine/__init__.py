"""The game's rules: pure functions over frozen values, without I/O, clock or global chance."""

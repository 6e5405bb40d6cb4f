"""Every conversation of a mission, searched: what can happen, what cannot, what it earns."""

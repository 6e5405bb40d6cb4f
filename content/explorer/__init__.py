"""Every conversation of a mission, searched through: what can happen, what cannot, and what it earns."""

"""The traffic run: the load climbs through a design, and what gives is named."""

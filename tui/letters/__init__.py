"""Letters that are written after the last conversation, as text."""

"""What the debrief shows, as text."""

"""What the call shows, as text: tiles, captions, transcript and air time."""

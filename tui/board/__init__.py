"""What the board shows, as text: where missions stand, and why doors are closed."""

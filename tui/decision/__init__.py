"""What the screen of a decision sheet paints."""

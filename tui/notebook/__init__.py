"""What the notebook shows: pins, the desk with two of them, comparisons, and what is known."""

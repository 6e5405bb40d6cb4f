"""What the inbox shows, as text: list rows, mail heads, threads and options."""

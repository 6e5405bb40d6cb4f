"""Decision sheets: their fields, what is entered, and how it is judged."""

"""What the feedback shows: the list of requirements, the people, the quote, the evidence."""

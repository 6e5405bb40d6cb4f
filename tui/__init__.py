"""The terminal application and the composition root that joins the rooms."""

"""Facilitators' sheets: all that a mission holds, for whoever teaches with it."""

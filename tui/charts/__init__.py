"""Figures as drawings made of characters; no widget."""

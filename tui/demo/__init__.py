"""The game before an audience: a script played through the real screens, with a presenter."""

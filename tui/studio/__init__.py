"""The design grid as text: boxes, routed links and glyphs, without a widget."""

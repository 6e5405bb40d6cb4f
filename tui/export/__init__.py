"""A design as something else: a drawing in plain text, Mermaid, React Flow JSON."""

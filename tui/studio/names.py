"""Names of components placed by keys: the kind and the lowest free number."""

from engine.design.graph import Design


def free_name(design: Design, kind: str) -> str:
    """`<kind>-<n>` with the lowest free n, as scripts and the engine's sample write it."""
    return next(
        f"{kind}-{number}"
        for number in range(1, len(design.nodes) + 2)
        if f"{kind}-{number}" not in design.by_id
    )

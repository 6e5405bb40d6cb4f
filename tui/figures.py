"""How the design's figures are written."""

from engine.design.traffic import Figures


def milliseconds(value: float) -> str:
    """A time, in ms below ten seconds and in seconds from there."""
    return f"{value:,.0f} ms" if value < 10_000 else f"{value / 1000:,.1f} s"


def percent(share: float, digits: int = 1) -> str:
    """A share of one as a percentage."""
    return f"{share * 100:.{digits}f}%"


def marks(value: float) -> str:
    """Marks a month."""
    return f"{value:,.0f}"


def per_second(value: float) -> str:
    """Requests a second."""
    return f"{value:,.0f} rps"


_WRITERS = {
    "p50_ms": milliseconds,
    "p95_ms": milliseconds,
    "p99_ms": milliseconds,
    "monthly_cost": marks,
    "goodput_rps": per_second,
    "offered_rps": per_second,
    "error_share": percent,
    "availability": lambda value: percent(value, 2),
}


def written(name: str, value: float) -> str:
    """One figure by its name, with its unit."""
    return _WRITERS[name](value) if name in _WRITERS else f"{value:g}"


def figure_text(name: str, figures: Figures) -> str:
    """One of a design's figures, with its unit."""
    return written(name, getattr(figures, name))

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
    """A rate: a second, or a minute where a second is too short for it."""
    return f"{value:,.0f} rps" if value >= 1 else f"{value * 60:.1f} a minute"


def written(name: str, value: float) -> str:
    """One figure by its name, with its unit."""
    if name.endswith("_ms"):
        return milliseconds(value)
    if name.endswith("_rps"):
        return per_second(value)
    if name == "error_share":
        return percent(value)
    if name == "availability":
        return percent(value, 2)
    return marks(value)


def figure_text(name: str, figures: Figures) -> str:
    """One of a design's figures, with its unit."""
    return written(name, getattr(figures, name))

"""How the design's figures are written."""

from engine.design.times import milliseconds as milliseconds
from engine.design.traffic import Figures


def percent(share: float, digits: int = 1) -> str:
    """A share of one as a percentage."""
    return f"{share * 100:.{digits}f}%"


def marks(value: float) -> str:
    """Marks a month."""
    return f"{value:,.0f}"


def per_second(value: float) -> str:
    """A rate: a second, or a minute where a second is too short for it."""
    return f"{value:,.0f} rps" if value >= 1 else f"{value * 60:.1f} a minute"


UNITS = ((1, "s"), (60, "min"), (3600, "h"))


def rate(value: float) -> str:
    """A rate in few characters: by the second, minute or hour, whichever suits it."""
    factor, unit = _unit(value)
    return f"{_amount(value * factor)}/{unit}"


def of_rate(part: float, whole: float, *, joint: str = "of") -> str:
    """Two rates in the unit that suits the second: 2.0 of 1.8/min."""
    factor, unit = _unit(whole)
    return f"{_amount(part * factor)} {joint} {_amount(whole * factor)}/{unit}"


def _unit(value: float) -> tuple[int, str]:
    return next((pair for pair in UNITS if value * pair[0] >= 0.995), UNITS[-1])


def _amount(value: float) -> str:
    if value >= 9_999.5:
        return f"{value / 1000:,.1f}k"
    return f"{value:.1f}" if 0 < value < 9.95 else f"{value:,.0f}"


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

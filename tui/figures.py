"""How the design's figures are written."""

from engine.design.times import milliseconds as milliseconds
from engine.design.traffic import NodeFigures


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
FACTORS = {unit: factor for factor, unit in UNITS}


def unit_of(value: float) -> str:
    """The unit that suits a rate: the second, the minute or the hour."""
    return next((unit for factor, unit in UNITS if value * factor >= 0.995), UNITS[-1][1])


def unit_at(now: NodeFigures) -> str:
    """The one unit for all rates at a component: that of the smaller of what is asked and done."""
    return unit_of(min((r for r in (now.rate_rps, now.capacity_rps) if r > 0), default=1.0))


def rate(value: float, unit: str = "") -> str:
    """A rate in few characters: in the unit given, else in the one that suits it."""
    unit = unit or unit_of(value)
    return f"{_amount(value * FACTORS[unit])}/{unit}"


def of_rate(part: float, whole: float, unit: str = "", *, joint: str = "of") -> str:
    """Two rates in one unit, where none is given the one that suits the second: 2.0 of 1.8/min."""
    unit = unit or unit_of(whole)
    factor = FACTORS[unit]
    return f"{_amount(part * factor)} {joint} {_amount(whole * factor)}/{unit}"


def _amount(value: float) -> str:
    if value >= 999_500:
        return f"{value / 1_000_000:,.1f}M"
    if value >= 9_999.5:
        return f"{value / 1000:,.1f}k"
    if 0 < value < 0.095:
        return f"{value:.2g}"
    return f"{value:.1f}" if 0 < value < 9.95 else f"{value:,.0f}"


def written(name: str, value: float) -> str:
    """One figure by its name, with its unit."""
    if name.endswith("_ms"):
        return milliseconds(value)
    if name.endswith("_rps"):
        return per_second(value)
    if name in ("error_share", "answered_share"):
        return percent(value)
    if name == "amplification":
        return f"{value:.2f}"
    if name == "availability":
        return percent(value, 2)
    return marks(value)

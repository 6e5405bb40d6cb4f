"""How times are written, in rules and on screens alike."""


def milliseconds(value: float) -> str:
    """A time in the unit that suits it, in few characters: 598 ms, 9.5 s, 2.6 min."""
    if value < 1:
        return "<1 ms" if value > 0 else "0 ms"
    if value < 999.5:
        return f"{value:.0f} ms"
    seconds = value / 1000
    if seconds < 99.5:
        return _short(seconds, "s")
    minutes = seconds / 60
    return _short(minutes, "min") if minutes < 99.5 else _short(minutes / 60, "h")


def often(rps: float) -> str:
    """A rate in the words of a sentence: 1,000 a second, 45 a second, 3.5 a minute."""
    if rps >= 0.995:
        return f"{rps:,.0f} a second" if rps >= 9.95 else f"{rps:.2g} a second"
    return f"{rps * 60:.2g} a minute"


def _short(value: float, unit: str) -> str:
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"

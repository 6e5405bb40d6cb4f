"""Initials drawn in half-blocks, four by five pixels a letter, three rows high."""

_PIXELS = {
    "A": ".##. #..# #### #..# #..#",
    "B": "###. #..# ###. #..# ###.",
    "C": "#### #... #... #... ####",
    "D": "###. #..# #..# #..# ###.",
    "E": "#### #... ###. #... ####",
    "F": "#### #... ###. #... #...",
    "G": "#### #... #.## #..# ####",
    "H": "#..# #..# #### #..# #..#",
    "I": ".##. .##. .##. .##. .##.",
    "J": "..## ...# ...# #..# ####",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#... #... #... #... ####",
    "M": "#..# #### #### #..# #..#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": "#### #..# #..# #..# ####",
    "P": "#### #..# #### #... #...",
    "Q": "#### #..# #..# #.## ####",
    "R": "#### #..# ###. #.#. #..#",
    "S": "#### #... #### ...# ####",
    "T": "#### .##. .##. .##. .##.",
    "U": "#..# #..# #..# #..# ####",
    "V": "#..# #..# #..# .##. .##.",
    "W": "#..# #..# #### #### #..#",
    "X": "#..# .##. .##. .##. #..#",
    "Y": "#..# #..# .##. .##. .##.",
    "Z": "#### ..#. .#.. #... ####",
}
_HALF = {"##": "█", "#.": "▀", ".#": "▄", "..": " "}


def monogram(initials: str) -> tuple[str, str, str]:
    """Three lines that draw the initials; letters without a drawing are left out."""
    letters = [_PIXELS[c].split() for c in initials.upper() if c in _PIXELS]
    rows = [".".join(letter[y] for letter in letters) for y in range(5)]
    rows.append("." * len(rows[0]))
    first, second, third = (
        "".join(_HALF[upper + lower] for upper, lower in zip(rows[y], rows[y + 1], strict=True))
        for y in (0, 2, 4)
    )
    return (first, second, third)

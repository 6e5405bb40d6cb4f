"""The four acts, as the board names them."""

NUMERALS = ("I", "II", "III", "IV")
ACTS = ("Statement of Work", "Change Request", "Out of Scope", "Acceptance Criteria")
SHORT_ACTS = ("Statement of Work", "Change Request", "Out of Scope", "Acceptance")
EPIGRAPHS = {
    0: ("An unsigned", "appendix cost a", "third of the year.", "You learn to ask."),
    2: (
        "",
        " The region buys",
        " one exchange for",
        " everybody. Your",
        " clients become",
        " each other's.",
    ),
    3: ("", " It must launch.", " One test result", " is not true."),
}
"""What each act is about, line by line, to stand where its column is free."""

"""Checks of single words: British spelling, real companies, markup, and what stands out alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.lint import text_rules
from content.lint.decisions import Decision
from content.lint.texts import Piece, listed
from content.problem import Report, Rule

_ISE = listed(
    "organ real apolog recogn priorit optim minim maxim summar author emphas categor custom final "
    "standard util general central normal special critic synchron initial modern"
)
_OUR = listed("behavi col fav flav hon harb hum lab neighb rum vap")
_DOUBLED = listed("travel cancel label model signal total fuel level")
_WHOLE = {
    "center": "centre",
    "centers": "centres",
    "centered": "centred",
    "theater": "theatre",
    "gray": "grey",
    "defense": "defence",
    "offense": "offence",
    "enrollment": "enrolment",
    "fulfill": "fulfil",
    "skillful": "skilful",
    "catalog": "catalogue",
    "analyze": "analyse",
    "analyzed": "analysed",
    "analyzing": "analysing",
    "aluminum": "aluminium",
    "plow": "plough",
    "jewelry": "jewellery",
    "mom": "mum",
    "math": "maths",
    "gotten": "got",
}
COMPANIES = listed(
    "accenture adobe airbnb alibaba amazon asda atlassian aws azure bain barclays boeing booz "
    "capgemini cisco cloudflare cognizant datadog deloitte dhl ebay facebook fedex github google "
    "heroku hsbc ibm ikea infosys instagram intel kpmg kubernetes linkedin mastercard mckinsey "
    "microsoft mongodb mysql netflix nvidia openai oracle paypal postgresql pwc salesforce samsung "
    "sap siemens spotify stripe tesco tesla tiktok twitter uber vodafone walmart whatsapp youtube"
)
"""Well-known companies whose names are no words of other meaning, or only as small letters."""
ALSO_WORDS = frozenset(("amazon", "azure", "stripe", "intel", "oracle", "sap", "bain", "booz"))
"""Told only where they begin with a capital, or are all capitals."""
HEDGES = listed("perhaps maybe possibly probably might roughly")
ABSOLUTES = listed("always never certainly definitely guarantee guaranteed obviously undoubtedly")
JARGON = listed(
    "synergy synergies leverage leveraging holistic paradigm bandwidth-wise actionable learnings "
    "deliverables stakeholders onboard ideate proactive proactively mindshare scalable robust "
    "best-practice best-of-breed low-hanging operationalise"
)

_MARKUP = re.compile(
    r"\[/?(?:b|i|u|s|bold|italic|underline|strike|reverse|dim|blink|link|red|green|blue|yellow|"
    r"white|black|cyan|magenta|on [a-z_]+|#[0-9a-f]{6}|@click[^\]]*)\]|\[/\]"
    r"|</?(?:b|i|u|p|a|br|em|strong|span|div|img|script|code)(?:\s[^<>]*)?/?>"
    r"|\*\*\w[^*\n]*\*\*|&(?:amp|lt|gt|quot|nbsp|#\d+);|\]\(https?:",
    re.IGNORECASE,
)


def _american() -> dict[str, str]:
    words = dict(_WHOLE)
    for stem in _ISE:
        for end in ("e", "es", "ed", "er", "ing", "ation", "ations"):
            words[f"{stem}iz{end}"] = f"{stem}is{end}"
    for stem in _OUR:
        for end in ("", "s", "ed", "ing", "ite", "ites", "able", "al"):
            words[f"{stem}or{end}"] = f"{stem}our{end}"
    for odd in ("humorous", "laborious", "honorary"):
        words.pop(odd, None)
    for stem in _DOUBLED:
        for end in ("ed", "ing", "er", "ers"):
            words[f"{stem}{end}"] = f"{stem}{stem[-1]}{end}"
    return words


AMERICAN = _american()
"""Words of American spelling, and how they are spelt here."""
_ANY = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def check_words(pieces: Iterable[Piece], report: Report) -> None:
    """Checks the words of texts one by one."""
    for piece in pieces:
        for match in _MARKUP.finditer(piece.text):
            message = f"'{match.group()}' would be shown as it stands."
            report.add(text_rules.MARKUP, piece.at(match.start()), message)
        for match in _ANY.finditer(piece.text):
            word, place = match.group(), match.start()
            lower = word.lower()
            if lower in AMERICAN:
                message = f"'{word}' is American."
                remedy = f"Write '{AMERICAN[lower]}'."
                report.add(text_rules.US_SPELLING, piece.at(place), message, remedy)
            if lower in COMPANIES and not (lower in ALSO_WORDS and word.islower()):
                message = f"'{word}' is a company that exists."
                report.add(text_rules.REAL_COMPANY, piece.at(place), message)


def check_lone_words(decision: Decision, report: Report) -> None:
    """Checks that a hedge, an absolute or a piece of jargon does not single an option out."""
    best = decision.best_option
    if best is None or len(decision.options) < 3:
        return
    shown = [_lower(decision.shown(option)) for option in decision.options]
    number = next(n for n, option in enumerate(decision.options) if option is best)
    for rule, what, words in (
        (text_rules.LONE_HEDGE, "hedges", HEDGES),
        (text_rules.LONE_ABSOLUTE, "speaks in absolutes", ABSOLUTES),
    ):
        having = [n for n, said in enumerate(shown) if said & words]
        _alone(decision, number, having, rule, what, report)
    for n in (having := [n for n, said in enumerate(shown) if said & JARGON])[:1]:
        if len(having) == 1:
            word = sorted(shown[n] & JARGON)[0]
            message = f"'{decision.options[n].id}' is the only one that says '{word}'."
            report.add(text_rules.LONE_JARGON, decision.option_place(n), message)


def _alone(
    decision: Decision, best: int, having: list[int], rule: Rule, what: str, report: Report
) -> None:
    name = decision.options[best].id
    if having == [best]:
        message = f"'{name}' is the only one that {what}, and best."
        report.add(rule, decision.option_place(best), message)
    elif len(having) == len(decision.options) - 1 and best not in having:
        message = f"Every option but '{name}', which is best, {what}."
        report.add(rule, decision.option_place(best), message)


def _lower(text: str) -> set[str]:
    return set(_ANY.findall(text.lower().replace("never mind", "")))

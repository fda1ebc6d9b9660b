"""Names in a text that no data has: words with capitals, where a script has such."""

import re
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.finding.found import Found
from loaders.proposal.finding.sentences import sentences

# Names that are told.
MOST: Final = 25
# The paragraph that a dateline begins.
FIRST: Final = "1"
LINKS: Final = "of|for|and|de|du|des|del|da|do|dos|das|la|el|y|e|et"
CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁĐ]"
NAME: Final = re.compile(
    rf"{CAPITAL}[\w’'&-]*\w(?:\s+(?:(?:{LINKS})\s+)?{CAPITAL}[\w’'&-]*)*|(?<=«)[^»]{{2,60}}(?=»)"
)


def unknown_names(article: Article, found: Found) -> dict[str, list[str]]:
    """Return names that no known thing has, and the paragraphs on agreements that have them."""
    named: dict[str, list[str]] = {}
    places = {at for one in found.agreements for at in one.at}
    texts = [(one.at, one.text) for one in article.paragraphs if one.at in places]
    datelines = [article.dateline] if article.dateline else []
    for at, text in texts:
        taken = [(one.start, one.end) for place, one in found.mentions if place == at]
        taken += [(one.start, one.end) for place, one, _ in found.times if place == at]
        taken += [(0, one.end) for one in datelines if at == FIRST]
        begins = {start for start, _ in sentences(text)}
        for one in NAME.finditer(text):
            overlaps = any(start < one.end() and one.start() < end for start, end in taken)
            first_word = one.start() in begins and " " not in one[0]
            if not overlaps and not first_word and at not in named.setdefault(one[0], []):
                named[one[0]].append(at)
    return dict([pair for pair in named.items() if pair[1]][:MOST])

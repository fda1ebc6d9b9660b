"""Names in a text that no data has: words with capitals, where a script has such."""

import re
from collections import defaultdict
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
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, mention in found.mentions:
        spans[at].append((mention.start, mention.end))
    for at, time, _ in found.times:
        spans[at].append((time.start, time.end))
    if article.dateline:
        spans[FIRST].append((0, article.dateline.end))
    for at, text in texts:
        taken = bytearray(len(text))
        for start, end in spans.get(at, []):
            taken[start:end] = b"x" * (end - start)
        begins = {start for start, _ in sentences(text)}
        for one in NAME.finditer(text):
            overlaps = any(taken[one.start() : one.end()])
            first_word = one.start() in begins and " " not in one[0]
            if not overlaps and not first_word and at not in named.setdefault(one[0], []):
                named[one[0]].append(at)
    return dict([pair for pair in named.items() if pair[1]][:MOST])

"""Telling the parts of a report from each other: headline, date line, dateline, captions."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from loaders.proposal.document.article import Article, Dateline, Given, Paragraph, RawText
from loaders.proposal.times.dates import Base, resolve
from loaders.proposal.times.expressions import Expression, expressions

# Characters of a headline, a caption and a dateline, at most.
HEADLINE: Final = 220
CAPTION: Final = 320
DATELINE: Final = 90
CREDIT: Final = re.compile(
    r"(?:photo|photograph|image|ảnh|foto|imagem|imagen|фото|图|圖|摄|صورة)\s*[:：/©]|[.。]\s*/[^.。]{3,90}$|^©",
    re.I,
)
# How a dateline ends: dashes, brackets, the Chinese word for a dispatch, or the stop after a date.
AFTER: Final = re.compile(
    r"\s*(?:--+|—|–)\s*|\s-\s|\]\s*|\.-\s*|(?<=\))\s*[:：]\s*|[电電讯訊]\s*[:：)]?\s*|(?:(?<=[\d).年г])|(?<=года))\.\s+"
)
# Blocks among which a date line stands.
TOP: Final = 3
STOPS: Final = '.!?。！？؟…»”"'
OPENING: Final = "[(（"
ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def structured(raw: RawText, given: Given, language: str) -> Article:
    """Return a report with its parts told from each other.

    Args:
        raw: its blocks, in order, and what its file says of it.
        given: what the caller says of it; that counts more.
        language: the language of its text.
    """
    known = replace(given.over(raw.given), language=language)
    blocks = list(raw.blocks)
    headline = _headline(blocks, known)
    kept, left_out = list[str](), list[tuple[str, str]]()
    for number, block in enumerate(blocks):
        said = _date_line(block, language) if number < TOP else ""
        if said:
            known = known.over(Given(date=said))
            left_out.append(("date line", block))
        elif len(block) <= CAPTION and CREDIT.search(block):
            left_out.append(("caption", block))
        else:
            kept.append(block)
    numbered = [Paragraph(str(number), block) for number, block in enumerate(kept, 1)]
    article = Article(
        known.over(Given(title=headline)),
        tuple([Paragraph("headline", headline)] * bool(headline) + numbered),
        left_out=tuple(left_out),
        notes=raw.notes,
    )
    return _with_dateline(article, numbered[0].text, language) if numbered else article


def _headline(blocks: list[str], known: Given) -> str:
    """Take the headline out of the blocks: the title, or a short first one without a stop."""
    if not blocks:
        return known.title
    first = blocks[0]
    if known.title:
        if first.casefold() == known.title.casefold():
            blocks.pop(0)
        return known.title
    short = len(first) <= HEADLINE and first[-1] not in STOPS and first[0] not in OPENING
    if len(blocks) > 1 and short and not CREDIT.search(first):
        return blocks.pop(0)
    return ""


def _date_line(block: str, language: str) -> str:
    """Return the day that a block consists of, if it is one."""
    found = expressions(block, language) if len(block) <= DATELINE else []
    whole = [one for one in found if one.year and one.day]
    if len(whole) != 1 or len(block) > len(whole[0].text) + 24 or block[-1] in ".:–—-":
        return ""
    resolved = resolve(whole[0], None, ahead=False)
    return resolved.value if resolved else ""


def _with_dateline(article: Article, first: str, language: str) -> Article:
    found = _dateline(first, language)
    if not found:
        return article
    dateline, dated = found
    base = _base(article.given.date)
    resolved = resolve(dated, base, ahead=False) if dated else None
    day = _day(resolved.value) if resolved else None
    return replace(article, dateline=dateline, day=day)


def _dateline(first: str, language: str) -> tuple[Dateline, Expression | None] | None:
    """Return how a first paragraph begins, and the day in it, where that is a dateline."""
    for after in AFTER.finditer(first[: DATELINE + 10]):
        text = first[: after.start()].strip(" [(")
        if not text or len(text) > DATELINE:
            continue
        dated = [one for one in expressions(text + " ", language) if one.day and one.month]
        if dated or _is_place(text):
            return Dateline(first[: after.start()], after.end()), dated[0] if dated else None
    return None


def _is_place(text: str) -> bool:
    """Say whether a few words can be a place and an agency: `LONDON`, `Hà Nội (TTXVN)`."""
    bare = re.sub(r"\([^)]*\)", "", text).strip()
    words = bare.replace(",", " ").split()
    return 0 < len(words) <= 4 and all(one[:1].isupper() for one in words)  # noqa: PLR2004


def _base(said: str) -> Base | None:
    day = _day(said)
    return Base(day, is_dateline=False) if day else None


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if ISO_DAY.fullmatch(said) else None


def base_of(article: Article) -> Base | None:
    """Return the day from which a report counts: that of its dateline, else its publication's."""
    return Base(article.day, is_dateline=True) if article.day else _base(article.given.date)

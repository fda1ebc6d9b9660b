"""Web pages: the article of one, by trafilatura, and what the page says of itself."""

import re
from pathlib import Path
from typing import Final

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from loaders.proposal.document.article import Given, RawText
from loaders.proposal.document.plain import decoded
from ontology.errors import InvalidData, LimitExceeded

# Bytes of a page; larger ones can take minutes.
LARGEST: Final = 3_000_000
# Characters below which what is left of a page is no article.
SHORTEST: Final = 120
CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
PASSWORD: Final = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.I)
# Bytes of a page in which its encoding is looked for.
HEAD: Final = 4096
ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def web_page(content: bytes, path: Path, encoding: str) -> RawText:
    """Return the article of a page; nothing is fetched.

    Raises:
        InvalidData: the page has no article, or is not in its encoding.
        LimitExceeded: it is too large.
    """
    if len(content) > LARGEST:
        raise LimitExceeded(
            f"{path} has {len(content):,} bytes; a page may have {LARGEST:,}. Copy its text into a"
            " file."
        )
    declared = CHARSET.search(content[:HEAD])
    html = decoded(content, path, encoding or (declared[1].decode() if declared else ""))
    found = _article(html)
    text = (found.text or "") if found else ""
    if not found or len(text) < SHORTEST:
        raise InvalidData(_no_article(path, html, len(text)))
    title = found.title or ""
    blocks = [one.lstrip("- ").strip() for one in text.splitlines()]
    blocks = blocks[_repeated(blocks, title) :]
    return RawText(
        tuple(filter(None, (title, *blocks))),
        Given(
            title=title,
            publisher=found.sitename or "",
            url=found.url if found.url and ADDRESS.fullmatch(found.url) else "",
            date=found.date or "",
            language=_language(html),
        ),
    )


def _article(html: str) -> Document | None:
    """Return what trafilatura takes for the article of a page, and for its title and the like."""
    tree = load_html(html)
    if tree is None:
        return None
    found = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return found if isinstance(found, Document) else None


def _repeated(blocks: list[str], title: str) -> int:
    """Return how many blocks at the beginning repeat the title."""
    return int(bool(blocks) and bool(title) and blocks[0].casefold() == title.casefold())


def _language(html: str) -> str:
    """Return the language that a page says it is in."""
    found = re.search(r"<html[^>]*\slang\s*=\s*[\"']?([A-Za-z]{2,3})", html[:HEAD], re.I)
    return found[1].lower() if found else ""


def _no_article(path: Path, html: str, length: int) -> str:
    told = f"{path} has no article: {length:,} characters of text are left of the page."
    if PASSWORD.search(html):
        return f"{told} It asks for a password: log in, save the page again, or copy its text."
    return (
        f"{told} It may be a notice about cookies, or filled in by scripts: save the page as the"
        " browser shows it, or copy its text into a file."
    )

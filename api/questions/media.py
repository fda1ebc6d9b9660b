"""Content negotiation: media types, languages and codings by preference."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.system.compression import Compression

ANY: Final = "*"
# What counts for a choice that has no or no readable quality (RFC 9110, 12.4.2).
FULL: Final = 1.0
# Content codings that answers are offered in, those that cost least first.
CODINGS: Final = {"zstd": Compression.ZSTANDARD, "gzip": Compression.GZIP}
LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an `Accept` header likes best, the first among equals.

    An empty header takes anything; None says that nothing offered is acceptable.
    """
    wanted = dict(_choices(accept)) or {"*/*": FULL}
    best = max(offered, key=lambda media: _quality(media, wanted))
    return best if _quality(best, wanted) > 0 else None


def language(accept: str) -> str | None:
    """Return the language that an `Accept-Language` header likes best, None where it likes any.

    Browsers add where they are (`fr-CA`); names are in a language, so only that is kept.
    """
    liked = [(tag, quality) for tag, quality in _choices(accept) if quality > 0]
    best = max(liked, key=lambda choice: choice[1], default=(ANY, FULL))[0]
    return best.split("-")[0] if LANGUAGE_TAG.fullmatch(best) else None


def coding(accept: str) -> str | None:
    """Return the content coding that an `Accept-Encoding` header likes best; None for none.

    An empty header takes none. Among equals it is the one that costs least.
    """
    wanted = dict(_choices(accept))
    plain = wanted.get("identity", 0.0)
    best = max(CODINGS, key=lambda name: wanted.get(name, wanted.get(ANY, 0.0)))
    quality = wanted.get(best, wanted.get(ANY, 0.0))
    return best if quality > 0 and quality >= plain else None


def _choices(header: str) -> Iterator[tuple[str, float]]:
    for choice in header.split(","):
        value, *options = (part.strip().lower() for part in choice.split(";"))
        if value:
            yield value, next((_number(o[2:]) for o in options if o.startswith("q=")), FULL)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), FULL)
    except ValueError:
        return FULL


def _quality(media: str, wanted: dict[str, float]) -> float:
    """The most specific range that covers a type decides: `a/b`, then `a/*`, then `*/*`."""
    ranges = (media, media.partition("/")[0] + "/*", "*/*")
    return next((wanted[one] for one in ranges if one in wanted), 0.0)

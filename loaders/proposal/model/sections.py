"""The sections of a source file that are made of a model's answer."""

from collections.abc import Iterator
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.model.checks import Kept
from loaders.proposal.writing.agreements import CONFIRM, agreement_lines
from loaders.reading.compact.reduce.yaml_text import flow

MODELS: Final = "the model's words"


def sections(kept: Kept, article: Article, year: str) -> str:
    """Return the sections as lines of YAML; nothing where nothing is kept."""
    lines = [line for section in kept.declared for line in _declared(kept, section, article)]
    if kept.agreements:
        found, worded = zip(*kept.agreements, strict=True)
        language = article.given.language
        lines += agreement_lines(found, kept.names, year, worded, language)
    return "\n".join(lines)


def _declared(kept: Kept, section: str, article: Article) -> Iterator[str]:
    """Yield actors whom no data has, each with the paragraph that names it."""
    yield f"{section}:"
    for one in kept.declared[section]:
        english = article.given.language == "en"
        name = one["name"] if english else {f"en {article.given.language}": one["name"]}
        yield f"  - name: {flow(name)}{CONFIRM}: and that no data has it"
        if "country" in one:
            yield f"    country: {flow(one['country'])}{CONFIRM}"
        yield f"    at: {one['at']}"
        words = f" {flow(one['says'])}{CONFIRM}: these are {MODELS}" if one["says"] else ""
        yield f"    says:{words or '  # what it says there, in your own words'}"
    yield ""


def left_out(kept: Kept) -> Iterator[str]:
    """Yield as comments what is not kept of an answer, and why."""
    if kept.left_out:
        yield "# Left out of the model's answer:"
        yield from (f"#   {one}" for one in kept.left_out)

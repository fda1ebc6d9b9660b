"""What a report is made of: where its text comes from, and its numbered paragraphs."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Given:
    """What is known of a report besides its text: from options, its page, or its first lines.

    An empty text is not known.
    """

    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    language: str = ""

    def over(self, other: "Given") -> "Given":
        """Return this, and of another what this does not know."""
        return Given(
            self.title or other.title,
            self.publisher or other.publisher,
            self.url or other.url,
            self.date or other.date,
            self.language or other.language,
        )


@dataclass(frozen=True)
class RawText:
    """The blocks of text of a file, in order, and what it says of itself."""

    blocks: tuple[str, ...]
    given: Given = Given()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A part of a report: `1`, `2`, …, or `headline`."""

    at: str
    text: str


@dataclass(frozen=True)
class Dateline:
    """How a report begins: the text, and where the paragraph goes on."""

    text: str
    end: int


@dataclass(frozen=True)
class Article:
    """A report.

    Attributes:
        given: title, publisher, address, date and language, as far as they are known.
        paragraphs: the headline, where there is one, and the paragraphs.
        dateline: how the first paragraph begins, where that is a dateline.
        day: the day of the dateline.
        left_out: captions and other blocks that are not counted, by what they are.
        notes: what else there is to say of it.
    """

    given: Given
    paragraphs: tuple[Paragraph, ...]
    dateline: Dateline | None = None
    day: date | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())

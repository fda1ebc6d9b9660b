"""Finding the agreements of a report: who with whom, of which kind, how far, when and where."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from loaders.proposal.document.article import Article, Paragraph
from loaders.proposal.document.structure import base_of
from loaders.proposal.finding.found import (
    AHEAD,
    GENERAL,
    HEADLINE,
    LATER,
    Found,
    FoundAgreement,
    When,
    Where,
)
from loaders.proposal.finding.merging import goes_on, merged, same, same_kind
from loaders.proposal.finding.names import KnownNames, Mention
from loaders.proposal.finding.parties import parties_of, place_of
from loaders.proposal.finding.sentences import Sentence, sentences
from loaders.proposal.times.dates import Resolved, resolve
from loaders.proposal.times.expressions import Expression
from loaders.proposal.words.lexicon import lexicon
from loaders.reading.compact.expand.names import Named

# Statuses of which a sentence without a word for an agreement speaks, too.
ALONE: Final = frozenset({"signed", "planned"})
# Characters by which a time that is left open counts as farther away than another.
FARTHER: Final = 30
# Parties of a sentence to which the next one can point back.
SIDES: Final = 2
# What is left out: nothing has been agreed.
DENIED: Final = "not_signed"
# Rules by which dates are inferred from what stands elsewhere.
CONTEXT: Final = "What a sentence tells without a date took place at the time of the one before it."
ONLY_DATELINE: Final = "What a report tells without a date took place on its dateline's day."


def find(article: Article, names: KnownNames) -> Found:
    """Return the names, times and agreements of a report."""
    finder = _Finder(article, names)
    # A headline says less than the text, so that it only adds to what that says.
    for paragraph in sorted(article.paragraphs, key=lambda one: one.at == HEADLINE):
        finder.take(paragraph)
    return finder.found()


class _Finder:
    def __init__(self, article: Article, names: KnownNames) -> None:
        self._article = article
        self._names = names
        self._words = lexicon(article.given.language)
        self._base = base_of(article)
        self._mentions: list[tuple[str, Mention]] = []
        self._times: list[tuple[str, Expression, Resolved | None]] = []
        self._agreements: list[FoundAgreement] = []
        self._denied: list[str] = []
        self._last_parties: tuple[Named, ...] = ()
        self._paragraph = self._last_pair_at = 0
        self._last_times: list[tuple[str, Expression, Resolved | None]] = []
        self._dateline = self._place_of_dateline()

    def take(self, paragraph: Paragraph) -> None:
        """Look through a paragraph."""
        self._paragraph += 1
        mentions = self._names.find(paragraph.text)
        self._mentions += [(paragraph.at, one) for one in mentions]
        first = paragraph.at == "1" and self._article.dateline is not None
        start = self._article.dateline.end if first and self._article.dateline else 0
        starts = [one.start for one in mentions]
        for begin, end in sentences(paragraph.text, start):
            first_in, first_after = (bisect_left(starts, place) for place in (begin, end))
            inside = mentions[first_in:first_after]
            noted = len(self._times)
            self._sentence(Sentence(paragraph, begin, end, inside, self._words))
            self._last_times = self._times[noted:]

    def found(self) -> Found:
        """Return what was found; without any other time, that of the dateline."""
        if not self._times and self._article.day and self._article.dateline:
            self._agreements = [self._dated(one) for one in self._agreements]
        return Found(
            tuple(self._mentions),
            tuple(self._times),
            tuple(self._agreements),
            tuple(dict.fromkeys(self._denied)),
        )

    def _sentence(self, sentence: Sentence) -> None:
        status, at_status = sentence.status()
        kind, at_kind = sentence.kind()
        times, parties = sentence.times(), self._parties(sentence)
        anchors = [one for one in (at_status, at_kind) if one]
        when = self._when(sentence.at, sentence.without_limits(times), anchors, status)
        self._note(sentence.at, times, when)
        if status == DENIED:
            self._denied.append(sentence.at)
        elif not status or not (at_kind or self._stands_alone(status)):
            self._add_to_last(sentence, at_kind, times)
        else:
            later = status in LATER
            found = FoundAgreement(
                (sentence.at,),
                kind or GENERAL,
                status,
                tuple(one.thing for one in parties),
                None if later else when or self._before(sentence, times, status),
                when if later else None,
                None if later or status in AHEAD else self._where(sentence),
            )
            self._merge(self._pointed(found, sentence))
        if len(parties) == SIDES:
            self._last_parties = tuple(one.thing for one in parties)
            self._last_pair_at = self._paragraph

    def _dated(self, one: FoundAgreement) -> FoundAgreement:
        """Return an agreement with the day of the dateline as its date."""
        dateline, day = self._article.dateline, self._article.day
        if one.status in AHEAD or one.when or not dateline or not day:
            return one
        expression = Expression(0, dateline.end, dateline.text)
        resolved = Resolved(day.isoformat(), "dateline", ONLY_DATELINE)
        return replace(one, when=When("dateline", expression, resolved))

    def _stands_alone(self, status: str) -> bool:
        """Say whether a sentence that has no word for an agreement speaks of a further one."""
        return status in ALONE and all(one.status != status for one in self._agreements)

    def _when(
        self, at: str, times: list[Expression], anchors: list[tuple[int, int]], status: str
    ) -> When | None:
        """Return the time nearest to the words for the agreement; none where that is open."""
        ahead = status in AHEAD
        dated = [(one, resolve(one, self._base, ahead=ahead)) for one in times]
        some = [pair for pair in dated if not (pair[1] and self._is_off(pair[1], ahead=ahead))]
        if not some or not anchors:
            return None

        def distance(pair: tuple[Expression, Resolved | None]) -> int:
            one, date = pair
            away = min(max(start - one.end, one.start - end, 0) for start, end in anchors)
            return away if date else away + FARTHER

        nearest, resolved = min(some, key=distance)
        return When(at, nearest, resolved) if resolved else None

    def _is_off(self, date: Resolved, *, ahead: bool) -> bool:
        """Say whether a date is past for what is to come, or to come for what is past."""
        day = self._base.day.isoformat() if self._base else date.value
        written = day[: len(date.value)]
        return date.value < written if ahead else date.value > written

    def _note(self, at: str, times: list[Expression], when: When | None) -> None:
        """Note the times of a sentence; one that is not the agreement's has most likely been."""
        for one in times:
            if when and one == when.expression:
                self._times.append((at, one, when.resolved))
            else:
                self._times.append((at, one, resolve(one, self._base, ahead=False)))

    def _before(self, sentence: Sentence, times: list[Expression], status: str) -> When | None:
        """Return the only time of the sentence before, in the same paragraph."""
        if times or status in AHEAD:
            return None
        before = [one for one in self._last_times if one[0] == sentence.at]
        if len(before) != 1:
            return None
        at, expression, resolved = before[0]
        if resolved is None or resolved.basis != "stated":
            return None
        return When(at, expression, replace(resolved, basis="context", rule=CONTEXT))

    def _parties(self, sentence: Sentence) -> list[Mention]:
        publisher = self._article.given.publisher.casefold()
        some = parties_of(sentence.taking_part(), sentence.paragraph.text, self._words)
        return [one for one in some if one.text.casefold() != publisher]

    def _where(self, sentence: Sentence) -> Where | None:
        if place := place_of(sentence.mentions, sentence.paragraph.text, self._words):
            return Where(sentence.at, place.thing)
        if self._dateline and sentence.says("here"):
            return Where(sentence.at, self._dateline.thing, by_dateline=True)
        return None

    def _place_of_dateline(self) -> Mention | None:
        if not self._article.dateline:
            return None
        some = self._names.find(self._article.dateline.text.title())
        some = some or self._names.find(self._article.dateline.text)
        return next((one for one in some if one.is_a("Place")), None)

    def _pointed(self, found: FoundAgreement, sentence: Sentence) -> FoundAgreement:
        """Return an agreement of "both sides" with the parties that were named last."""
        if found.parties or not sentence.says("both"):
            return found
        if self._paragraph - self._last_pair_at > 1:  # too far away
            return found
        return replace(found, parties=self._last_parties, pointed=bool(self._last_parties))

    def _merge(self, found: FoundAgreement) -> None:
        """Take in an agreement, or what a sentence adds to one that is there."""
        headline = found.at == (HEADLINE,)
        for number, one in enumerate(self._agreements):
            if same(one, found, loosely=headline) or goes_on(one, found):
                self._agreements[number] = merged(one, found)
                return
        nothing = found.kind == GENERAL and not found.parties
        if nothing or (headline and self._agreements):
            return
        if found.parties or not any(same_kind(one, found) for one in self._agreements):
            self._agreements.append(found)

    def _add_to_last(
        self,
        sentence: Sentence,
        at_kind: tuple[int, int] | None,
        times: Sequence[Expression],
    ) -> None:
        """Note that a further paragraph speaks of the last agreement."""
        if at_kind and self._agreements and not times and not sentence.mentions:
            last = self._agreements[-1]
            self._agreements[-1] = replace(last, at=tuple(dict.fromkeys((*last.at, sentence.at))))

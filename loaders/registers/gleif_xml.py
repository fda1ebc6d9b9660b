"""Rows of a golden copy in XML, with the names that the columns of the CSV have."""

from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from loaders.registers.packed import Input
from loaders.registers.records import clean
from ontology.errors import InvalidData

LEI_CDF: Final = "{http://www.gleif.org/data/schema/leidata/2016}"
RECORD: Final = LEI_CDF + "LEIRecord"
RECORDS: Final = LEI_CDF + "LEIRecords"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Elements of which there may be several: their columns are numbered.
REPEATED: Final = {"OtherEntityName", "TransliteratedOtherEntityName"}


def rows_of_xml(file: Input, beginning: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records of a file with their numbers, one at a time.

    Raises:
        InvalidData: it is no XML of LEI-CDF, or declares entities.
    """
    number = 0
    try:
        events = iterparse(beginning, events=("start", "end"), forbid_dtd=True)
        _, root = next(events)
        if root.tag != LEI_CDF + "LEIData":
            raise InvalidData(f"{file.name}: {clean(root.tag)[:200]} is no LEIData of LEI-CDF.")
        parent = root
        for event, element in events:
            if event == "start" and element.tag == RECORDS:
                parent = element
            elif event == "end" and element.tag == RECORD:
                number = file.next_record()
                yield number, dict(_cells(element))
                parent.clear()
    except (ParseError, DefusedXmlException) as error:
        raise InvalidData(
            f"{file.name}: record {number + 1:,} is no XML of a golden copy: {clean(error)[:200]}."
        ) from error


def _cells(record: Element) -> Iterator[tuple[str, str]]:
    for part in record:
        yield from _below(part, _local(part))


def _below(element: Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the cells of an element: its text, language and type, and those in it."""
    yield name, (element.text or "").strip()
    if tag := element.get(LANGUAGE):
        yield f"{name}.xmllang", tag
    if kind := element.get("type"):
        yield f"{name}.type", kind
    numbers = dict[str, int]()
    for one in element:
        local = _local(one)
        if local in REPEATED:
            numbers[local] = numbers.get(local, 0) + 1
            local = f"{local}.{numbers[local]}"
        yield from _below(one, f"{name}.{local}")


def _local(element: Element) -> str:
    return str(element.tag).removeprefix(LEI_CDF)

"""Texts, pages and PDF files are read within bounds; what is none is told in a sentence."""

import io
import os
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from loaders.proposal.document import files
from loaders.proposal.document.files import Opening, read_text
from loaders.proposal.document.language import language_of
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded, UsageError
from tests.loaders.proposal.support import TEXTS

SIGNED = (TEXTS / "en-1.txt").read_text("utf-8")
PAGE = """<!doctype html><html lang="fr"><head><meta charset="{charset}">
<title>Le Laos signe - Le Journal</title>
<meta property="og:title" content="Le Laos signe un accord"/>
<meta property="og:site_name" content="Le Journal"/>
<meta property="article:published_time" content="2026-03-05T08:00:00+01:00"/>
<link rel="canonical" href="https://journal.example/laos"/></head><body>
<nav><a href="/">Accueil</a><a href="/monde">Monde</a></nav>
<article><h1>Le Laos signe un accord</h1>
<p>Le Laos et le Vietnam ont signé mardi un mémorandum d'entente à Vientiane, dit-on.</p>
<p>Le texte prévoit la formation de deux cents étudiants pendant trois ans dans les deux pays.</p>
</article><footer>Tous droits réservés</footer></body></html>"""
LOGIN = """<html><body><form><label>Login</label><input type="password"></form></body></html>"""


def pdf(text: str) -> bytes:
    """Return a PDF of a text."""
    made = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    blocks = [Paragraph(one, style) for one in text.split("\n\n")]
    SimpleDocTemplate(made).build(blocks)
    return made.getvalue()


def test_a_page_is_its_article(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(charset="utf-8"), "utf-8")
    found = read_text(path, Opening())
    assert [one[:20] for one in found.blocks] == [
        "Le Laos signe un acc",
        "Le Laos et le Vietna",
        "Le texte prévoit la ",
    ]
    assert found.given.publisher == "Le Journal"
    assert found.given.date == "2026-03-05"
    assert found.given.url == "https://journal.example/laos"
    assert found.given.language == "fr"


def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset="iso-8859-1").encode("iso-8859-1"))
    assert "signé mardi" in read_text(path, Opening()).blocks[1]


def test_a_pdf_is_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(SIGNED))
    found = read_text(path, Opening())
    assert found.blocks[0] == "Laos and Singapore sign memorandum on AI training"
    assert found.blocks[1].endswith("here on Tuesday.")
    assert found.notes


def test_a_text_may_say_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("title: T\nURL: https://x.example/\ndate: 2026-03-05\n\nOne.\n\nTwo.", "utf-16")
    found = read_text(path, Opening())
    assert (found.given.title, found.given.url) == ("T", "https://x.example/")
    assert found.blocks == ("One.", "Two.")


def test_lines_that_end_at_the_edge_are_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Laos and Vietnam have\nsigned an agreement\nin Hanoi.\n\nIt holds.\n", "utf-8")
    blocks = read_text(path, Opening()).blocks
    assert blocks == ("Laos and Vietnam have signed an agreement in Hanoi.", "It holds.")


def scan() -> bytes:
    """Return a PDF of pages without text."""
    made = io.BytesIO()
    canvas = Canvas(made)
    for _ in range(2):
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked() -> bytes:
    """Return a PDF with a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Laos signs.")))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", "Соглашение".encode("windows-1251"), "not UTF-8.*--encoding"),
        ("a.txt", b"one\x00two", "no text"),
        ("a.html", LOGIN.encode(), "no article.*password"),
        ("a.html", b"<html><body>Please enable JavaScript.</body></html>", "no article.*scripts"),
        ("a.html", b"<html>", "no article"),
        ("a.pdf", b"no pdf at all", "is no PDF"),
        ("a.pdf", b"%PDF-1.7\nbroken", "damaged PDF"),
        ("a.pdf", scan(), "2 pages and no text.*OCR"),
        ("a.pdf", locked(), "has a password"),
    ],
)
def test_what_has_no_text_is_told(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidData, match=told):
        read_text(path, Opening())


@pytest.mark.parametrize(
    ("path", "opening", "told"),
    [
        (Path("nowhere.txt"), Opening(), "There is no file"),
        (Path(__file__).parent, Opening(), "cannot be read"),
        (Path(__file__), Opening(), "--from text or html or pdf"),
        (TEXTS / "en-1.txt", Opening(encoding="klingon"), "no encoding 'klingon'"),
    ],
)
def test_what_cannot_be_meant_is_told(path: Path, opening: Opening, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read_text(path, opening)


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_text("Laos signs. " * 20_000, "utf-8")
    with pytest.raises(LimitExceeded, match=r"240,000 characters|239,999 characters"):
        read_text(path, Opening())
    page = tmp_path / "large.html"
    page.write_text("<html><p>Laos signs.</p>" + " " * 3_000_000, "utf-8")
    with pytest.raises(LimitExceeded, match="a page may have 3,000,000"):
        read_text(page, Opening())
    monkeypatch.setattr(files, "LARGEST", 1_000)
    with pytest.raises(LimitExceeded, match="more than 1,000 bytes"):
        read_text(path, Opening())


@pytest.mark.parametrize("cut", range(0, 2_000, 97))
def test_a_cut_pdf_ends_in_a_sentence_or_in_text(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdf(SIGNED)[: 100 + cut])
    try:
        read_text(path, Opening())
    except CoopgraphError as error:
        assert str(path) in str(error)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_each_language_is_told(path: Path) -> None:
    assert language_of(path.read_text("utf-8"), "") == path.stem[:2]


def test_an_unknown_language_is_told() -> None:
    german = "Die beiden Regierungen haben am Montag in Berlin ein Abkommen unterzeichnet, hieß es."
    with pytest.raises(InvalidData, match=r"looks like 'de'.*--language ar"):
        language_of(german, "")
    assert language_of(german, "en-GB") == "en"
    with pytest.raises(UsageError, match="'de' cannot be read"):
        language_of(german, "de")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Laos signs.\n")
    os.close(writing)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert read_text(Path("-"), Opening()).blocks == ("Laos signs.",)

"""What `Accept` and `Accept-Language` ask for."""

import pytest

from api.questions.media import coding, language, preferred

OFFERED = ("application/json", "text/csv")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV;q=0.5", "text/csv"),
        ("text/*, application/json;q=0.9", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
        ("text/csv;q=0.1, */*;q=0.2", "application/json"),
        ("text/csv;q=high", "text/csv"),
        ("text/html", None),
        ("*/*;q=0", None),
    ],
)
def test_media_types(accept: str, chosen: str | None) -> None:
    assert preferred(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [("", None), ("*", None), ("fr-CA,en;q=0.9", "fr"), ("en;q=0.1, zh", "zh"), ("fr;q=0", None)],
)
def test_languages(accept: str, chosen: str | None) -> None:
    assert language(accept) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", None),
        ("identity", None),
        ("br", None),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *;q=0.1", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.5, identity", None),
        ("*;q=0", None),
    ],
)
def test_codings(accept: str, chosen: str | None) -> None:
    assert coding(accept) == chosen

"""Answers and files are compressed for clients and names that say so, and are the same then."""

import gzip
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
import zstandard

from api.terminal.output import write
from graph.system.compression import Compression, packed

UNPACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zstd": lambda content: zstandard.ZstdDecompressor().stream_reader(content).read(),
}
LARGE = ["/export?format=trig", "/export?format=jsonld", "/queries/agreements", "/openapi.json"]
LARGE += ["/queries/agreements?format=csv", "/queries", "/datasets"]


def raw(api: httpx2.Client, path: str, coding: str, method: str = "GET") -> httpx2.Response:
    """Ask, and leave what comes as it is."""
    with api.stream(method, path, headers={"Accept-Encoding": coding}) as response:
        response._content = b"".join(response.iter_raw())
    return response


@pytest.mark.parametrize("path", LARGE)
@pytest.mark.parametrize("coding", UNPACKED)
def test_an_answer_is_the_same_in_fewer_bytes(api: httpx2.Client, path: str, coding: str) -> None:
    plain, packed = raw(api, path, "identity"), raw(api, path, coding)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == coding
    assert UNPACKED[coding](packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    for response in (plain, packed):
        assert "Accept-Encoding" in response.headers["vary"]
        length = int(response.headers.get("content-length", len(response.content)))
        assert length == len(response.content)
    head = raw(api, path, coding, "HEAD")
    assert head.content == b""
    assert head.headers.get("content-encoding") == coding


def test_several_lines_of_codings_are_one_list(api: httpx2.Client) -> None:
    lines = [("Accept-Encoding", "identity;q=0.1"), ("Accept-Encoding", "gzip")]
    assert api.get("/queries", headers=lines).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/health/live", "/docs", "/nothing", "/export?format=x"])
def test_a_short_answer_is_sent_as_it_is(api: httpx2.Client, path: str) -> None:
    response = raw(api, path, "gzip")
    assert "content-encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["vary"]


@pytest.mark.parametrize("compression", Compression)
def test_a_file_is_compressed_by_its_ending(compression: Compression, tmp_path: Path) -> None:
    path = tmp_path / f"a.ttl.{compression.value.upper()}"
    write(path, [b"one ", b"", b"two " * 100_000])
    assert path.read_bytes().startswith(compression.sign)
    with path.open("rb") as file:
        assert compression.reader(file).read() == b"one " + b"two " * 100_000


@pytest.mark.parametrize("compression", Compression)
def test_what_is_compressed_comes_as_it_is_made_and_is_cut_off_with_it(
    compression: Compression,
) -> None:
    asked = 0

    def chunks() -> Iterator[bytes]:
        nonlocal asked
        for _ in range(16):
            asked += 1
            yield random.Random(asked).randbytes(200_000)  # noqa: S311 - no secret
        raise EOFError("no more")

    found = packed(chunks(), compression)
    content = next(found)
    # bzip2 keeps 900,000 bytes until a block is full; none of them keeps all.
    assert asked < 16
    with pytest.raises(EOFError, match="no more"):
        for part in found:
            content += part
    assert len(content) > 1_000_000
    with pytest.raises((EOFError, zstandard.ZstdError, OSError)):
        compression.reader(io.BytesIO(content)).read()

"""Compressed streams: what was packed is unpacked, and what is damaged or cut off is told."""

import io
import lzma

import pytest

from graph.system.compression import DAMAGED, Compression, by_content

TEXT = b"".join(b"<e:%d> <e:p> <e:o> .\n" % i for i in range(20_000))


def packed(kind: Compression, text: bytes = TEXT) -> bytes:
    file = io.BytesIO()
    with kind.writer(file) as writer:
        writer.write(text)
    return file.getvalue()


def unpacked(kind: Compression, content: bytes) -> bytes:
    reader = kind.reader(io.BytesIO(content))
    return b"".join(iter(lambda: reader.read(10_000), b""))


@pytest.mark.parametrize("kind", Compression)
def test_what_was_packed_is_unpacked(kind: Compression) -> None:
    content = packed(kind)
    assert len(content) < len(TEXT) / 5
    assert by_content(content) is kind
    assert unpacked(kind, content) == TEXT
    assert packed(kind) == content


@pytest.mark.parametrize("kind", Compression)
def test_several_streams_are_one_text(kind: Compression) -> None:
    assert unpacked(kind, packed(kind) * 3 + packed(kind, b"")) == TEXT * 3


@pytest.mark.parametrize("kind", Compression)
def test_what_is_cut_off_anywhere_is_told(kind: Compression) -> None:
    content = packed(kind)
    for end in (len(content) - 1, len(content) - 5, len(content) // 2, 30, 5, 3):
        with pytest.raises(DAMAGED):
            unpacked(kind, content[:end])


@pytest.mark.parametrize("kind", Compression)
def test_what_is_damaged_is_told(kind: Compression) -> None:
    content = bytearray(packed(kind))
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    with pytest.raises(DAMAGED):
        unpacked(kind, bytes(content))


def test_a_frame_of_any_make_of_zstandard_is_whole() -> None:
    skippable = b"\x50\x2a\x4d\x18" + (7).to_bytes(4, "little") + b"comment"
    content = packed(Compression.ZSTANDARD, b"a" * 1_000_000)
    assert len(unpacked(Compression.ZSTANDARD, skippable + content)) == 1_000_000


def test_a_stream_that_asks_for_much_memory_is_refused() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 2**30}]
    content = lzma.compress(b"a" * 1_000, filters=filters)
    with pytest.raises(lzma.LZMAError, match="emory"):
        unpacked(Compression.XZ, content)

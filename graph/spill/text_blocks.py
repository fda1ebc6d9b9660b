"""Taking texts in blocks of so many, and of so many characters, but at least one."""

from collections.abc import Iterable, Iterator


def blocks(texts: Iterable[str], most: int, characters: int) -> Iterator[list[str]]:
    """Yield lists of at most so many texts, none much longer than so many characters."""
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size >= characters or len(block) >= most:
            yield block
            block, size = [], 0
    if block:
        yield block

"""Base class of what is closed when its `with` statement ends."""

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """Something that is closed once, or used in a `with` statement."""

    @abstractmethod
    def close(self) -> None:
        """Give up what it holds."""

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

"""What is said where something of the user's can't be used."""

from __future__ import annotations


class UnusableError(ValueError):
    """A file of the user's can't be used; each argument is one line that says where and why."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))

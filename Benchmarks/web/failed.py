"""What stops a benchmark before it prints a number."""

import re


class Failed(Exception):
    """Why there is nothing to measure; the text is for the person at the terminal."""


def found(pattern, text, what):
    """The first group of a pattern in a text that must hold it."""
    match = re.search(pattern, text, re.MULTILINE)
    if match is None:
        raise Failed(f"{what} is not where it should be:\n{text[-2000:]}")
    return match.group(1)

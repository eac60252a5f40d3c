"""Word lists written as prose."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """Return the phrases of a list that has one on each line."""
    return frozenset(line.strip() for line in text.strip().splitlines())

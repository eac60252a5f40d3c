"""Ways in which people hide a word from a filter, for the evaluation."""

from collections.abc import Callable

_LEET = str.maketrans("aeiost", "@310$7")
_GLYPHS = str.maketrans("aceiopsxyku", "асеіорѕхукս")
_ACCENTS = str.maketrans("aeiouc", "áèîõüç")
_VOWELS = "aeiou"


def _vowel_at(word: str) -> int:
    """The first vowel after the first letter."""
    return next(at for at, char in enumerate(word) if char in _VOWELS and at)


def _mask(sign: str) -> Callable[[str], str]:
    def masked(word: str) -> str:
        at = _vowel_at(word)
        return word[:at] + sign + word[at + 1 :]

    return masked


def _swap(word: str) -> str:
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def _zalgo(word: str) -> str:
    return "".join(char + "\u0336\u0301" for char in word)


METHODS: dict[str, Callable[[str], str]] = {
    "plain": lambda word: word,
    "star": _mask("*"),
    "hash": _mask("#"),
    "at": _mask("@"),
    "dash": _mask("-"),
    "stars": lambda word: word[0] + "*" * (len(word) - 2) + word[-1],
    "inner two": lambda word: word[:1] + "**" + word[3:],
    "leet": lambda word: word.translate(_LEET),
    "one": lambda word: word.replace("i", "1").replace("o", "0"),
    "dollar": lambda word: word.replace("s", "$").replace("a", "@"),
    "glyphs": lambda word: word.translate(_GLYPHS),
    "fullwidth": lambda word: "".join(chr(ord(char) + 0xFEE0) for char in word),
    "script": lambda word: "".join(chr(0x1D4EA + ord(char) - 97) for char in word),
    "accents": lambda word: word.translate(_ACCENTS),
    "zalgo": _zalgo,
    "zero width": lambda word: "\u200b".join(word),
    "soft hyphen": lambda word: word[:2] + "\u00ad" + word[2:],
    "spaces": " ".join,
    "dots": ".".join,
    "dashes": "-".join,
    "underscores": "_".join,
    "stars between": "*".join,
    "split": lambda word: word[:2] + " " + word[2:],
    "emoji": lambda word: word[:2] + "🔥" + word[2:],
    "stretched vowel": lambda word: (
        word[: _vowel_at(word)] + word[_vowel_at(word)] * 4 + word[_vowel_at(word) + 1 :]
    ),
    "stretched end": lambda word: word + word[-1] * 3,
    "doubled": lambda word: "".join(char * 2 for char in word),
    "swapped": _swap,
    "missing vowel": lambda word: word[: _vowel_at(word)] + word[_vowel_at(word) + 1 :],
    "capitals": str.upper,
    "alternating": lambda word: "".join(
        char.upper() if at % 2 else char for at, char in enumerate(word)
    ),
    "glued": lambda word: "you" + word + "head",
    "upside": lambda word: word[:-1] + "\u0336" + word[-1],
}

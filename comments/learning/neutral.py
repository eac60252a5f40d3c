"""Neutral sentences about who people are: a model that minds them is not used.

That a model is shown such sentences as harmless, so as not to learn the opposite from who is argued
about, is an old remedy (Dixon et al., "Measuring and Mitigating Unintended Bias in Text
Classification", AIES 2018).
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
# Several people, and one of them. Some of these words the screening knows and leaves out; some it
# does not, so that a model could have learned them.
_GROUPS = (
    ("women", "a woman"),
    ("men", "a man"),
    ("gay people", "a gay man"),
    ("lesbians", "a lesbian"),
    ("trans people", "a trans woman"),
    ("queer folks", "a queer person"),
    ("Black people", "a Black woman"),
    ("white people", "a white man"),
    ("Latinos", "a Latina"),
    ("Puerto Ricans", "a Puerto Rican"),
    ("Asian Americans", "an Asian American"),
    ("Chinese families", "a Chinese student"),
    ("Haitians", "a Haitian"),
    ("Native Americans", "a Native American"),
    ("Muslims", "a Muslim"),
    ("Jews", "a Jew"),
    ("Catholics", "a Catholic"),
    ("Hindus", "a Hindu"),
    ("atheists", "an atheist"),
    ("immigrants", "an immigrant"),
    ("refugees", "a refugee"),
    ("undocumented workers", "an undocumented worker"),
    ("disabled people", "a disabled person"),
    ("deaf people", "a deaf person"),
    ("people with autism", "an autistic person"),
    ("wheelchair users", "a wheelchair user"),
    ("veterans", "a veteran"),
    ("old people", "an old man"),
    ("teenagers", "a teenager"),
    ("single mothers", "a single mother"),
    ("homeless people", "a homeless man"),
    ("conservatives", "a conservative"),
    ("liberals", "a liberal"),
)


@cache
def to_learn() -> tuple[tuple[str, ...], ...]:
    """What every model is shown as let be, by line: every other neutral line, and counter-speech,
    each with every one of these groups in its place."""
    return tuple(map(_filled, [*_lines("neutral.txt")[::2], *_lines("counterspeech.txt")]))


@cache
def to_judge_by() -> tuple[str, ...]:
    """The neutral sentences that no model has been shown."""
    return tuple(sentence for line in _lines("neutral.txt")[1::2] for sentence in _filled(line))


def _lines(file: str) -> list[str]:
    lines = (_FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _filled(line: str) -> tuple[str, ...]:
    return tuple(line.format(p=several, s=one) for several, one in _GROUPS)

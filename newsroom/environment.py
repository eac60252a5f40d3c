"""What the environment says of this installation, read once, with defaults that need nothing.

A `.env` file beside manage.py is read first; real environment variables win over it.
Whatever the site writes on disk by default lies under `var/`.
"""

from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile

from environs import Env

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env", recurse=False)

VAR = Path(env.str("VAR_DIR", str(ROOT / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)


def secret_key() -> str:
    """The SECRET_KEY of the environment, else one that is made once and kept in VAR_DIR.

    It is written aside and linked into place, so that processes that start together agree on one.
    """
    if given := env.str("SECRET_KEY", ""):
        return given
    kept = VAR / "secret_key"
    if not kept.exists():
        with NamedTemporaryFile("w", dir=VAR, encoding="ascii") as made:
            made.write(token_urlsafe(50))
            made.flush()
            with suppress(FileExistsError):
                kept.hardlink_to(made.name)
    return kept.read_text(encoding="ascii")

"""What the settings alone tell. On a demo, on its visitor's own machine, little of it matters."""

from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.conf import settings

from newsroom.environment import ROOT
from newsroom.management.doctor.complaint import Complaint

# As Django's own check security.W009 has it.
KEY_LENGTH, KEY_LETTERS = 50, 5
PLACEHOLDER = "newsroom@example.com"


def debug() -> Iterator[Complaint]:
    if settings.DEBUG:
        yield Complaint(
            "DEBUG is on: an error shows readers the inside of the site.",
            "Remove DEBUG from .env and start the site again.",
            is_wrong=not settings.DEMO,
        )


def secret_key() -> Iterator[Complaint]:
    key = settings.SECRET_KEY
    is_weak = len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS
    if is_weak or key.startswith("django-insecure-"):
        yield Complaint(
            f"SECRET_KEY is weak: {len(key)} letters, and it should be {KEY_LENGTH} that nobody"
            " can guess. Whoever guesses it can log in as anybody.",
            "Put another one in .env: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        )


def address() -> Iterator[Complaint]:
    if settings.DEMO:
        yield Complaint(
            f"SITE_URL is {settings.SITE_URL}: this is a site for looking at, on this machine.",
            "Before readers come, put SITE_URL=https://your.address in .env.",
            is_wrong=False,
        )
    elif not settings.SECURE:
        yield Complaint(
            "SITE_URL does not begin with https: passwords cross the network in the open.",
            "Put TLS in front of the site (see deploy/nginx.conf) and SITE_URL=https://… in .env.",
        )


def hosts() -> Iterator[Complaint]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    allowed = settings.ALLOWED_HOSTS
    if "*" in allowed:
        yield Complaint(
            "ALLOWED_HOSTS has *: a request can make the site write links to anywhere.",
            f"Put ALLOWED_HOSTS={host} in .env.",
        )
    elif not any(host == one or (one[:1] == "." and f".{host}".endswith(one)) for one in allowed):
        yield Complaint(
            f"ALLOWED_HOSTS lacks {host}, which SITE_URL names: readers get an error there.",
            f"Add {host} to ALLOWED_HOSTS in .env, or remove ALLOWED_HOSTS.",
        )


def mail() -> Iterator[Complaint]:
    if settings.DEMO:
        return
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Complaint(
            "No mail is sent, so nobody can confirm an address or reset a password.",
            "Put EMAIL_URL=smtp+tls://user:password@host:587 in .env.",
        )
    elif not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield Complaint(
            "Mail goes to its server in the open.",
            "Begin EMAIL_URL with smtp+tls:// unless the server is on this machine.",
            is_wrong=settings.EMAIL_HOST not in ("localhost", "127.0.0.1", "::1"),
        )
    if settings.CONTACT_EMAIL == PLACEHOLDER:
        yield Complaint(
            f"CONTACT_EMAIL is {PLACEHOLDER}, which nobody reads.",
            "Put the newsroom's own address in .env.",
        )


def proxies() -> Iterator[Complaint]:
    if not settings.DEMO and not settings.TRUSTED_PROXIES:
        yield Complaint(
            "TRUSTED_PROXIES is 0: behind a proxy all readers seem to be one, and a limit that one"
            " of them reaches stops everybody.",
            "Put the number of your own proxies in .env; mostly TRUSTED_PROXIES=1.",
        )


def limits() -> Iterator[Complaint]:
    if settings.RATE_LIMIT_FACTOR > 1:
        yield Complaint(
            f"RATE_LIMIT_FACTOR is {settings.RATE_LIMIT_FACTOR:g}: passwords can be tried as many"
            " times as often.",
            "Remove it from .env; it is for load tests.",
            is_wrong=not settings.DEMO,
        )


def environment_file() -> Iterator[Complaint]:
    file = ROOT / ".env"
    if file.is_file() and file.stat().st_mode & 0o077:
        yield Complaint(
            "Everybody on this machine can read .env, with the passwords in it.",
            "chmod 600 .env",
        )


def score() -> Iterator[Complaint]:
    if find_spec("profanity_check") is None:
        yield Complaint(
            "The language score is not installed: comments are judged by words and phrases alone.",
            "Run make install, which brings it.",
            is_wrong=False,
        )


CHECKS = (
    debug, secret_key, address, hosts, mail, proxies, limits, environment_file, score,
)  # fmt: skip

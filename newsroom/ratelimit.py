"""One limiter for everything that can be done too often, shared by all processes and nodes.

    allowance = take(("report", address_key(request)), Limit(5, 600))
    if not allowance.ok: ... allowance.retry_after_seconds

Windows are fixed: the first hit opens one. `settings.RATE_LIMIT_FACTOR` multiplies every count.
Take before a transaction opens, not inside it, else a rollback forgets the hit.
"""

import hmac
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from redis import RedisError

from newsroom.counters import Counters, in_database, in_redis

log = logging.getLogger(__name__)
T = TypeVar("T")

Key = Sequence[str | int]


@dataclass(frozen=True)
class Limit:
    """At most `count` times in a window of `seconds`."""

    count: int
    seconds: int


@dataclass(frozen=True)
class Allowance:
    """Whether it may be done now, and if not, in how many seconds."""

    ok: bool
    retry_after_seconds: int = 0


class RateLimited(Exception):  # noqa: N818 - it tells what happened, like Http404
    """It was done too often. The page for it is 429 with a Retry-After (see `newsroom.errors`)."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Too often; again in {retry_after_seconds} s.")
        self.retry_after_seconds = retry_after_seconds


def take(key: Key, limit: Limit) -> Allowance:
    """Counts one use under `key` (what, by whom) unless the limit is reached. One write."""
    most = max(1, int(min(limit.count * settings.RATE_LIMIT_FACTOR, 2**31 - 1)))
    wait = _ask(lambda counters: counters.add(_stored(key), most, limit.seconds))
    return Allowance(ok=not wait, retry_after_seconds=wait)


def demand(key: Key, limit: Limit) -> None:
    """Like `take`, but raises RateLimited where the limit is reached."""
    allowance = take(key, limit)
    if not allowance.ok:
        raise RateLimited(allowance.retry_after_seconds)


def first_time(key: Key, seconds: int) -> bool:
    """Whether `key` comes for the first time in `seconds`; RATE_LIMIT_FACTOR has no say in it."""
    return not _ask(lambda counters: counters.add(_stored(key), 1, seconds))


def give_back(key: Key) -> None:
    """Uncounts one use: for limits on failures, once it turns out to be none."""
    _ask(lambda counters: counters.take_back(_stored(key)))


def forget(key: Key) -> None:
    """Starts the count under `key` anew."""
    _ask(lambda counters: counters.forget(_stored(key)))


def client_address(request: HttpRequest) -> str:
    """The address the request came from, as text; "" where the server was given none.

    X-Forwarded-For is the client's own claim but for the entries that our proxies appended:
    settings.TRUSTED_PROXIES says how many of them stand in front. With 0 the header is not read.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: int = settings.TRUSTED_PROXIES
    return hops[-trusted] if 0 < trusted <= len(hops) and hops[-trusted] else peer


def address_key(request: HttpRequest) -> str:
    """A keyed hash of the client's address that changes daily: enough to count by, no more.

    An IPv6 client is its /64, which is what one household or one attacker is given.
    """
    address = client_address(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        parsed = None
    if isinstance(parsed, IPv6Address):
        address = str(ip_network((parsed, 64), strict=False))
    return _digest(f"address of {datetime.now(UTC):%Y-%m-%d}", address)


def _stored(key: Key) -> str:
    return _digest("rate limit", "\0".join(map(str, key)))


def _digest(purpose: str, text: str) -> str:
    secret = f"{purpose}\0{settings.SECRET_KEY}".encode()
    return hmac.digest(secret, text.encode(errors="replace"), "sha256").hex()[:32]


def _ask(question: Callable[[Counters], T]) -> T:
    """Asks Redis where the site has one, and the database where it has none or Redis is away."""
    cache = settings.CACHES["default"]
    if "redis" in cache["BACKEND"]:
        try:
            return question(in_redis(str(cache["LOCATION"]), cache.get("KEY_PREFIX", "")))
        except RedisError as error:
            log.warning("Redis is away, limits are counted in the database: %s", error)
    return question(in_database())

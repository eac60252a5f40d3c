"""Django's cache on Redis, which the site can do without: while Redis is away, nothing is kept."""

import logging
from typing import Any

from django.core.cache.backends import redis
from redis import RedisError

from newsroom.counters import REDIS_PATIENCE

log = logging.getLogger(__name__)
PATIENCE = {"socket_timeout": REDIS_PATIENCE, "socket_connect_timeout": REDIS_PATIENCE}


class RedisCache(redis.RedisCache):
    """Waits half a second for an answer; without one, a thing is new and is not found."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**PATIENCE, **params.get("OPTIONS", {})}})

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        try:
            return bool(super().add(key, value, *args, **kwargs))
        except RedisError as error:
            _tell(error)
            return True

    def get(self, key: str, default: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get(key, default, *args, **kwargs)
        except RedisError as error:
            _tell(error)
            return default

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(key, value, *args, **kwargs)
        except RedisError as error:
            _tell(error)


def _tell(error: RedisError) -> None:
    log.warning("Redis is away, so nothing is kept there: %s", error)

"""Making a page once, however many ask for it at the same time."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")
# After so many seconds a request no longer waits for another thread's page, but makes its own.
PATIENCE = 10.0


@dataclass
class Flight(Generic[Made]):
    """A page in the making. `made` stays None where it cannot be kept."""

    landed: Event = field(default_factory=Event)
    made: Made | None = None


class Flights(Generic[Made]):
    """At most one maker for each key."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._flights: dict[Hashable, Flight[Made]] = {}

    def join(self, key: Hashable) -> tuple[Flight[Made], bool]:
        """The flight for this key, and whether the caller has to make it and then `land` it."""
        with self._lock:
            found = self._flights.get(key)
            if found is not None:
                return found, False
            flight = self._flights[key] = Flight()
            return flight, True

    def land(self, key: Hashable, made: Made | None) -> None:
        """Gives what was made to everybody who waits."""
        with self._lock:
            flight = self._flights.pop(key)
        flight.made = made
        flight.landed.set()

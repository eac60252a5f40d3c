"""What has to be done from time to time, and how often. `manage.py work` does it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import sample
from time import monotonic

from articles.newsletter import sending
from comments import digest, embedding, following, mailing, questions, suggestions, week
from comments.privacy import retention
from newsroom.management import refitting
from newsroom.tallies import tallies

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A function that does what is due and may be run by several processes at once."""

    name: str
    every_seconds: float
    run: Callable[[], object]


JOBS = (
    Job("mail", 5, mailing.send_due),
    Job("morning edition", 1, sending.send_due),
    Job("late cases", 60, digest.send_if_late),
    Job("questions for reporters", 600, questions.remind),
    Job("followed stories", 60, following.tell),
    Job("suggested corrections", 5, suggestions.tell),
    Job("figures of the week", 3600, week.count),
    Job("comments in stories", 60, embedding.tell),
    Job("retention", 3600, retention.retain),
    Job("screening model", 600, refitting.start_when_due),
)


class Rota:
    """Runs each job when its time has come. A job that fails is tried again at its next turn."""

    def __init__(self, jobs: tuple[Job, ...] = JOBS) -> None:
        self._jobs = jobs
        self._next = dict.fromkeys(jobs, 0.0)

    def turn(self) -> None:
        """Does what is due now, in any order: a job that ends the process, each time that it is
        started anew, does not always do so before the same others."""
        tallies.mark("worker_seen")
        for job in sample(self._jobs, len(self._jobs)):
            if monotonic() < self._next[job]:
                continue
            try:
                job.run()
                tallies.add("jobs_done")
            except Exception:
                tallies.add("jobs_failed")
                log.exception("The job %s failed", job.name)
            self._next[job] = monotonic() + job.every_seconds

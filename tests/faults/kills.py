"""kill -9: of the processes that answer, and of the whole server."""

import os
import signal
from collections.abc import Iterator

from tests.faults.stage import Row, Stage


def run(stage: Stage) -> Iterator[Row]:
    for database in stage.databases():
        with stage.scene(database) as scene:
            for process in scene.site.workers():
                os.kill(process, signal.SIGKILL)
            scene.recovers()
            yield scene.row("every web process killed")
    for database in stage.databases():
        with stage.scene(database) as scene:
            scene.site.kill()
            # As systemd does, or whoever runs the site.
            scene.site.start()
            scene.recovers()
            yield scene.row("the server killed")

"""A mail server of a row's own: it takes mail, or is away."""

from __future__ import annotations

import re
import socketserver
from collections import Counter
from collections.abc import Callable
from threading import Thread
from time import sleep

_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)
_REPLIES = {b"EHLO": "250 news", b"HELO": "250 news", b"DATA": "354 go on", b"QUIT": "221 bye"}


class Mailbox:
    """`mails` counts what was taken by Message-ID. `on_recipient` is told of each address."""

    def __init__(
        self, port: int, on_recipient: Callable[[str], None] = lambda address: None
    ) -> None:
        self.port, self.mails, self.on_recipient = port, Counter[str](), on_recipient
        self.slowness = 0.0
        self._server: socketserver.ThreadingTCPServer | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        mailbox = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 news\r\n")
                for line in self.rfile:
                    if line.upper().startswith(b"RCPT"):
                        mailbox.on_recipient(line.decode())
                    word = line[:4].upper().strip()
                    self.wfile.write(_REPLIES.get(word, "250 ok").encode() + b"\r\n")
                    if word == b"DATA":
                        mailbox._take(b"".join(iter(self.rfile.readline, b".\r\n")))
                        self.wfile.write(b"250 taken\r\n")

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that was killed in the middle is what rows are about."""

        self._server = Server(("127.0.0.1", self.port), Handler)
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _take(self, letter: bytes) -> None:
        sleep(self.slowness)
        found = _ID.search(letter)
        self.mails[found[1].decode() if found else "without an id"] += 1

"""As much of S3 as photos need, in memory, on this machine.

The protocol: https://docs.aws.amazon.com/AmazonS3/latest/API/. It believes any signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@dataclass
class Store:
    """A bucket named `photos`. `refused` counts requests that nobody signed."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)
    refused: int = 0

    @property
    def place(self) -> str:
        """What MEDIA_ROOT says of it."""
        return f"s3://key:se%2Fcret@photos/paper?endpoint=http://127.0.0.1:{self.port}&region=here"


@contextmanager
def s3() -> Iterator[Store]:
    """One that answers until the block ends."""
    store = Store()

    class Handler(_Handler):
        kept = store

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    store.port = server.server_address[1]
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kept: Store

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self._name() is not None:
            self.kept.objects[self._name() or ""] = content
            self._answer(200, b"")

    def do_GET(self) -> None:
        name = self._name()
        if name == "":
            self._answer(200, self._listed(parse_qs(urlsplit(self.path).query)))
        elif name is not None:
            found = self.kept.objects.get(name)
            missing = b"<Error><Code>NoSuchKey</Code></Error>"
            self._answer(200 if found is not None else 404, missing if found is None else found)

    do_HEAD = do_GET  # noqa: N815

    def _name(self) -> str | None:
        """The object's name in the bucket; None where the request is refused."""
        if "Credential=key/" in self.headers.get("Authorization", ""):
            return unquote(urlsplit(self.path).path).removeprefix("/photos").lstrip("/")
        self.kept.refused += 1
        self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        return None

    def _listed(self, asked: dict[str, list[str]]) -> bytes:
        prefix = asked.get("prefix", [""])[0]
        rest = [name.removeprefix(prefix) for name in self.kept.objects if name.startswith(prefix)]
        files = [name for name in rest if "/" not in name]
        folders = sorted({name.partition("/")[0] for name in rest if "/" in name})
        contents = [f"<Contents><Key>{escape(prefix + name)}</Key></Contents>" for name in files]
        commons = [
            f"<CommonPrefixes><Prefix>{escape(prefix + name)}/</Prefix></CommonPrefixes>"
            for name in folders
        ]
        inside = "".join([*contents, *commons])
        return f"<ListBucketResult>{inside}</ListBucketResult>".encode()

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Type", "application/xml")
        self.send_header("Last-Modified", "Mon, 24 Jun 2019 16:00:00 GMT")
        self.send_header("ETag", f'"{md5(content, usedforsecurity=False).hexdigest()}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_args: Any) -> None:
        """Says nothing."""

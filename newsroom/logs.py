"""How the site logs: a line an event, as JSON or as text, with the request's id and no secrets.

Whatever is logged, by Django, by a library or by us, goes through `Plain`: keys in addresses,
passwords, cookies, e-mail addresses and the values that PostgreSQL quotes in an error never reach
the log. Nothing logs a form's fields or a request's body.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

# The request that this thread is answering; "" outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_REMOVED = "…"
_SECRETS = (
    # Keys that open something: in links of mails.
    (re.compile(r"(/(?:reset/key|confirm-email|me/mail|me/close/keep)/)[^\s\"'<>]+"), r"\1…"),
    # user:password@ in the address of a service.
    (re.compile(r"(://)[^/\s@]*@"), r"\1…@"),
    (
        re.compile(
            r"(?i)\b((?:password\w*|secret\w*|token|csrf\w*|session\w*|authorization|cookie|api_?key)"
            r"[\"']?\s*[=:]\s*)(?:bearer\s+)?(\"[^\"]*\"|'[^']*'|[^\s,;&]+)"
        ),
        r"\1…",
    ),
    # From the start of a run only: tried at each letter of a long one it would take its square.
    (re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _REMOVED),
    # PostgreSQL: `DETAIL:  Key (email)=(…) already exists.`
    (re.compile(r"DETAIL:.*"), "DETAIL: …"),
)
# What could begin another line or steer a terminal that shows the log.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127, *range(128, 160)) if code != 10}


def without_secrets(text: str) -> str:
    """The text with everything that is nobody's business taken out."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Plain(logging.Formatter):
    """`LEVEL logger [request] message`, an event on one line, a traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        message = self.said(record).replace("\n", "\\n")
        asked = f" [{request_id.get()}]" if request_id.get() else ""
        trace = self.trace(record)
        return f"{record.levelname} {record.name}{asked}: {message}" + (
            f"\n{trace}" if trace else ""
        )

    def said(self, record: logging.LogRecord) -> str:
        """The message, fit to be read."""
        return without_secrets(record.getMessage()).translate(_CONTROLS)

    def trace(self, record: logging.LogRecord) -> str:
        """The traceback, "" where there is none. It shows lines of source, no values."""
        if not record.exc_info:
            return ""
        return without_secrets(self.formatException(record.exc_info)).translate(_CONTROLS)


class Json(Plain):
    """One JSON object a line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.said(record),
        }
        if request_id.get():
            told["request"] = request_id.get()
        # Only numbers that `newsroom.entrance` adds: never a request, a form or a person.
        told |= {name: value for name in _NUMBERS if (value := getattr(record, name, None))}
        if trace := self.trace(record):
            told["trace"] = trace
        return json.dumps(told, ensure_ascii=False)


_NUMBERS = ("status", "milliseconds")

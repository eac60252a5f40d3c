"""Whether the address that the site is to be served at is free: `python -m newsroom.port`.

`make run` asks this before it installs anything, so this module needs the standard library alone.
HOST and PORT come from the environment.
"""

import errno
import os
import socket
import sys

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on # nosec B104


def local_url(host: str, port: int) -> str:
    """The address to open in a browser on this machine for a site served at `host` and `port`."""
    name = DEFAULT_HOST if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def why_not(host: str, port: int) -> str:
    """One sentence that says why nothing can be served there, with the way out; or nothing."""
    if not 0 < port < 65536:
        return f"PORT is {port}, but ports run from 1 to 65535."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # A server that stopped a moment ago leaves the address waiting; that is no hindrance.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen()
        except PermissionError:
            return f"Port {port} needs an administrator's rights. Choose one above 1023."
        except socket.gaierror:
            return f"HOST is “{host}”, which is no address of this machine."
        except OSError as error:
            return (
                _taken(host, port)
                if error.errno == errno.EADDRINUSE
                else f"{host}: {error.strerror}."
            )
    return ""


def _taken(host: str, port: int) -> str:
    return (
        f"Port {port} on {host} is taken, perhaps by this site in another window. "
        f"Stop that one, or choose another port: PORT={port + 1} make run"
    )


def main() -> str:
    """The sentence, or nothing; `sys.exit` prints the one and takes the other for success."""
    given = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not given.isdecimal():
        return f"PORT is “{given}”, which is not a number."
    return why_not(os.environ.get("HOST") or DEFAULT_HOST, int(given))


if __name__ == "__main__":
    sys.exit(main() or None)

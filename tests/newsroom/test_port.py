"""What a person is told when the site cannot be served at an address."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from newsroom.environment import ROOT
from newsroom.port import EVERYWHERE, local_url, why_not


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_taken_port_is_named_with_another_to_take(taken: int) -> None:
    said = why_not("127.0.0.1", taken)
    assert said.startswith(f"Port {taken} on 127.0.0.1 is taken")
    assert f"PORT={taken + 1} make run" in said


def test_a_free_port_is_passed_over_in_silence(free: int) -> None:
    assert why_not("127.0.0.1", free) == ""


def test_a_port_that_was_left_a_moment_ago_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        caller = socket.create_connection(("127.0.0.1", port))
        answering, _ = listener.accept()
        answering.close()
        caller.close()
    assert why_not("127.0.0.1", port) == ""


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_out_of_range_is_refused(port: int) -> None:
    assert "from 1 to 65535" in why_not("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8001"),
        (EVERYWHERE[0], "http://127.0.0.1:8001"),
        (EVERYWHERE[1], "http://127.0.0.1:8001"),
        ("::1", "http://[::1]:8001"),
        ("news.local", "http://news.local:8001"),
    ],
)
def test_the_address_to_open_follows_host_and_port(host: str, url: str) -> None:
    assert local_url(host, 8001) == url


@pytest.mark.parametrize(("port", "said"), [("abc", "not a number"), ("70000", "1 to 65535")])
def test_make_run_says_what_is_wrong_with_the_port_before_anything_is_installed(
    port: str, said: str
) -> None:
    standard_library_alone = [sys.executable, "-S", "-m", "newsroom.port"]
    asked = subprocess.run(
        standard_library_alone, cwd=ROOT, env={"PORT": port}, capture_output=True, text=True
    )
    assert asked.returncode == 1
    assert said in asked.stderr
    assert "Traceback" not in asked.stderr

"""A served site with several processes: what many ask for at once is made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.environment import ROOT
from tests import nodes
from tests.bench import load, servers
from tests.bench.load import Ask
from tests.bench.servers import Server

CROWD, PAGES = 64, 5
TOKEN = "of-a-test"
# Larger than the id of any comment: a page that begins there is another for each such number.
BEYOND = 10**9


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, nodes.Data]]:
    folder: Path = tmp_path_factory.mktemp("var")
    environment = nodes.settings(
        folder, f"sqlite:///{folder}/site.sqlite3", METRICS_TOKEN=TOKEN, PAGE_CACHE_MB="32"
    )
    told = nodes.furnish(environment)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        with servers.serving(servers.site(3), **environment) as server:
            yield server, told


def test_a_page_that_many_ask_for_at_once_is_made_once_by_all_processes(
    data: tuple[Server, nodes.Data],
) -> None:
    server, told = data
    for number in range(PAGES):
        ask = Ask(f"{told.path}?after={BEYOND - number}", {"Accept-Encoding": "br"})
        before = servers.pages_made(server, TOKEN)
        assert load.send(server, [ask] * CROWD, CROWD).failed == 0
        # The second question about the figure is one of them.
        assert servers.pages_made(server, TOKEN) - before - 1 == 1

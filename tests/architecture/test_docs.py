"""What README promises exists: files, make targets, commands, settings, addresses."""

import ast
import re

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from newsroom.accounts.people import SAMPLES
from newsroom.environment import ROOT
from newsroom.management.commands.demo import PASSWORD
from tests.architecture.source import modules

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", README, flags=re.DOTALL))
BLOCKS = "\n".join(re.findall(r"^(?: {4,})(.+)$", README, re.MULTILINE))
# Made by running the site, and so not in the repository.
MADE_LATER = {"var/", "var/media", ".env", ".venv/bin/python"}


def settings_read() -> set[str]:
    """Names of environment variables that the settings read: `env.str("NAME", …)`."""
    return {
        node.args[0].value
        for module in modules("newsroom")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_file_that_readme_names_exists() -> None:
    paths = {text for text in CODE if re.fullmatch(r"[a-z.][\w.-]*(/[\w.-]*)+|[A-Z]+(\.md)?", text)}
    links = set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
    settings = {text for text in CODE if text in settings_read()}
    named = (paths | links) - MADE_LATER - settings - {"WARNING", "SIGTERM"}
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_make_target_that_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join([*CODE, BLOCKS])))
    assert {"run", "test"} <= named <= targets


def test_every_command_that_readme_names_exists() -> None:
    named = set(re.findall(r"manage\.py (\w+)", README))
    assert {"demo", "serve", "import_story"} <= named <= get_commands().keys()


def test_readme_lists_every_setting_and_no_other() -> None:
    (table,) = re.findall(r"^\| setting \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.MULTILINE)
    listed = re.findall(r"`([A-Z_]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()))
    assert sorted(listed) == sorted(settings_read())


@pytest.mark.parametrize("path", sorted({text for text in CODE if text.startswith("/")}))
def test_every_address_that_readme_names_is_answered(path: str) -> None:
    try:
        resolve(path)
    except Resolver404:
        pytest.fail(f"No page of the site is at {path}")


def test_readme_names_the_sample_people_and_their_password() -> None:
    assert set(re.findall(r"[\w-]+@example\.com", README)) - {"newsroom@example.com"} == {
        sample.email for sample in SAMPLES
    }
    assert PASSWORD in README

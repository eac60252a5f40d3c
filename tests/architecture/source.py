"""The project's own source, as the tests of house rules read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsroom.environment import ROOT

PACKAGES = ("newsroom", "articles", "comments")


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: its path from the project's root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """How many lines say something; blank ones do not."""
        return sum(1 for line in self.text.splitlines() if line.strip())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module of these folders, without migrations, which Django writes."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(_read(path) for path in sorted(paths) if "migrations" not in path.parts)


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(str(path.relative_to(ROOT)), text, ast.parse(text))


@cache
def templates() -> dict[str, str]:
    """Every HTML template by its path below `templates/`."""
    folder = ROOT / "templates"
    found = sorted(folder.rglob("*.html"))
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in found}

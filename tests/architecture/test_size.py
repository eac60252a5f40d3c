"""A module stays short enough to be read, a function short enough to be seen."""

import ast

from tests.architecture.source import PACKAGES, modules

MODULE_LINES = 250
FUNCTION_LINES = 30
# Longer ones, each with the reason why it is one thing all the same.
LONG_MODULES = {
    "articles/wire/lexicon.py": "word lists",
    "newsroom/settings.py": "every setting in one place",
}
LONG_FUNCTIONS: dict[str, str] = {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_no_module_is_longer_than_can_be_read_in_one_sitting() -> None:
    long = {m.path: m.lines for m in modules(*PACKAGES, "tests") if m.lines > MODULE_LINES}
    assert long.keys() == LONG_MODULES.keys(), long


def test_no_function_is_longer_than_can_be_seen_at_once() -> None:
    long = {
        f"{module.path}:{function.name}": body_lines(function)
        for module in modules(*PACKAGES)
        for function in module.functions()
        if body_lines(function) > FUNCTION_LINES
    }
    assert long.keys() == LONG_FUNCTIONS.keys(), long

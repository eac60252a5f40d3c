"""Imports run one way (ARCHITECTURE section 1); the contracts stand in pyproject.toml."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from newsroom.environment import ROOT


def test_imports_keep_their_contracts() -> None:
    outcome = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert outcome == EXIT_STATUS_SUCCESS, "see the contracts above; `lint-imports` says it too"

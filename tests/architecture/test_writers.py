"""Who may write what, read from the source."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, modules

# Verbs that write a row; a `status=` among their arguments writes the status.
WRITES = {"Comment", "create", "update", "get_or_create", "update_or_create", "bulk_create"}
# Text that leaves as markup is made where it was made clean first, and nowhere else.
MARKUP_MAKERS = {
    "articles/rendering.py": "bodies, sanitized at save",
    "articles/templatetags/machines.py": "JSON-LD, with < > & written as escapes",
    "articles/templatetags/found.py": "marks around escaped words",
    "comments/fragments.py": "comments one after the other, each printed by its template",
    "comments/templatetags/cards.py": "cards one after the other, marks around escaped words",
    "comments/text.py": "comments, escaped before links are made",
    "newsroom/stencil.py": "templates, filled in with escaped values",
}


def status_writes(module: Module) -> Iterator[int]:
    """Lines that set `.status` of something or name it to a verb that writes."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets):
                yield node.lineno
        if isinstance(node, ast.Call) and any(k.arg == "status" for k in node.keywords):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in WRITES:
                yield node.lineno


def test_only_submission_and_the_desk_write_the_status_of_a_comment() -> None:
    writers = {module.path for module in modules("comments") if any(status_writes(module))}
    assert "comments/submission.py" in writers
    assert writers <= {"comments/submission.py", "comments/desk.py"}


def test_markup_is_made_only_where_text_was_made_clean() -> None:
    makers = {
        module.path
        for module in modules("newsroom", "articles", "comments")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"mark_safe", "SafeString"}
    }
    assert makers == MARKUP_MAKERS.keys()

"""WordPress's export (WXR 1.0 to 1.2): posts with their authors, shelves, pictures and comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from articles.moving.elements import Element, elements
from articles.moving.moments import moment
from articles.moving.records import Post, Record, Records, Remark, Skipped
from articles.moving.wordpress_body import body_of
from articles.moving.words import one_line, spelled_out

_WANTED = frozenset({"item", "wp:author", "wp:base_blog_url"})
_INNER = frozenset({"wp:comment"})
# What the old site showed is published here, too; what it kept to itself is a draft.
_STATUS = {
    "publish": "published", "future": "published", "pending": "review", "draft": "draft",
    "private": "draft",
}  # fmt: skip
_NO_SHELF = {"Uncategorized"}


@dataclass
class _Blog:
    """What the head of an export says about all of its posts."""

    base: str = ""
    authors: dict[str, str] = field(default_factory=dict)


def read(files: Sequence[Path]) -> Records:
    """The posts and comments of the files, which may be parts of one export; a comment may come
    before its post. Raises MovingError for what is no XML."""
    for file in files:
        blog = _Blog()
        for element in elements(file, _WANTED, _INNER):
            if element.name == "wp:base_blog_url":
                blog.base = element.text.rstrip("/")
            elif element.name == "wp:author":
                login = element.text_of("wp:author_login")
                blog.authors[login] = element.text_of("wp:author_display_name") or login
            elif element.name == "wp:comment":
                yield _remark(element)
            else:
                yield _item(element, blog)


def _item(item: Element, blog: _Blog) -> Record:
    key, kind = item.text_of("wp:post_id"), item.text_of("wp:post_type") or "post"
    status = item.text_of("wp:status")
    if kind != "post":
        return Skipped(kind, key, "it is not a post")
    if status not in _STATUS:
        return Skipped("post", key, f"its status is “{status}”")
    if not key.isdigit():
        return Skipped("post", key, "it has no number")
    if item.text_of("wp:post_password"):
        return _post(item, blog, "draft", ("It was behind a password and is a draft",))
    return _post(item, blog, _STATUS[status], ())


def _post(item: Element, blog: _Blog, status: str, warnings: tuple[str, ...]) -> Post:
    key, link, author = (item.text_of(name) for name in ("wp:post_id", "link", "dc:creator"))
    body = body_of(item.text_of("content:encoded"), link or blog.base)
    return Post(
        key=key,
        headline=one_line(item.text_of("title"), 200),
        body=body.html,
        published_at=_time(item, "wp:post_date") or moment(item.text_of("pubDate"), UTC),
        status=status,
        standfirst=one_line(item.text_of("excerpt:encoded"), 300),
        slug=unquote(item.text_of("wp:post_name")),
        addresses=(link, f"{blog.base}/?p={key}"),
        authors=(one_line(blog.authors.get(author, author), 80),) if author else (),
        categories=_shelves(item, "category", ""),
        tags=_shelves(item, "post_tag", "tag"),
        takes_comments=item.text_of("wp:comment_status") != "closed",
        pictures=body.pictures,
        warnings=(*warnings, *body.warnings),
    )


def _shelves(item: Element, *domains: str) -> tuple[str, ...]:
    shelves = [one for one in item.all("category") if one.attributes.get("domain", "") in domains]
    found = (one_line(shelf.text, 60) for shelf in shelves)
    return tuple(dict.fromkeys(name for name in found if name and name not in _NO_SHELF))


def _remark(comment: Element) -> Record:
    key, kind = comment.text_of("wp:comment_id"), comment.text_of("wp:comment_type")
    if kind not in ("", "comment"):
        return Skipped("comment", key, f"it is a {kind}")
    parent = comment.text_of("wp:comment_parent")
    return Remark(
        key=key,
        thread=comment.owner.text_of("wp:post_id") if comment.owner else "",
        body=spelled_out(comment.text_of("wp:comment_content")),
        posted_at=_time(comment, "wp:comment_date"),
        parent="" if parent == "0" else parent,
        name=comment.text_of("wp:comment_author"),
        is_shown=comment.text_of("wp:comment_approved") in ("1", "approve", "approved"),
    )


def _time(element: Element, name: str) -> datetime | None:
    """The time in UTC where the export has it, else on the newsroom's clock."""
    return moment(element.text_of(f"{name}_gmt"), UTC) or moment(element.text_of(name))

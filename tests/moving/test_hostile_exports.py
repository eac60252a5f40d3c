"""Exports that are broken or that mean harm: a plain word, and nothing stored."""

import tracemalloc
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import OldAddress, Story
from articles.moving import MovingError, Remark, Spool, Thread, elements, wordpress
from articles.moving.documents import documents
from articles.moving.wordpress_body import body_of
from articles.moving.words import one_line, spelled_out
from comments.counting import differences
from comments.models import Comment
from tests.factories import make_story

HEAD = '<?xml version="1.0"?>'
RSS = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
)
BOMB = (
    HEAD
    + '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">'
        for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><item><title>&i;</title></item></channel></rss>"
)
OUTSIDE = (
    HEAD + '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&x;</title></item></channel></rss>"
)
BY_NAME = HEAD + '<!DOCTYPE rss SYSTEM "http://203.0.113.1/evil.dtd"><rss/>'


def written(folder: Path, text: str | bytes, name: str = "export.xml") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def post(key: int = 1, *, inner: str = "", **fields: str) -> str:
    """A published post of a WordPress export."""
    given = {
        "title": f"Story {key}", "link": f"https://old.example/story-{key}/",
        "content:encoded": "<![CDATA[<p>Words.</p>]]>", "wp:post_id": str(key),
        "wp:post_date_gmt": "2019-06-24 16:00:00", "wp:status": "publish",
        "wp:post_type": "post", **fields,
    }  # fmt: skip
    return f"<item>{''.join(f'<{tag}>{text}</{tag}>' for tag, text in given.items())}{inner}</item>"


def remark(key: int, parent: int = 0, name: str = "Bo", body: str = "Words.") -> str:
    """An approved comment of a WordPress export."""
    return (
        f"<wp:comment><wp:comment_id>{key}</wp:comment_id><wp:comment_author>{name}"
        f"</wp:comment_author><wp:comment_date_gmt>2019-06-25 12:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content>{body}</wp:comment_content><wp:comment_approved>1"
        f"</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


def export(*items: str) -> str:
    return f"{HEAD}{RSS}{''.join(items)}</channel></rss>"


def move_in(format: str, file: Path) -> None:
    call_command("move_in", format, str(file), verbosity=0)


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, BY_NAME, BOMB.encode("utf-16")])
@pytest.mark.parametrize("format", ["wordpress", "disqus"])
@pytest.mark.django_db
def test_a_document_type_is_refused(tmp_path: Path, text: str | bytes, format: str) -> None:
    with pytest.raises(CommandError, match=r"document type is declared.*Nothing was stored"):
        move_in(format, written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Line 1 is not XML: no element found"),
        (export(post())[:-30], "is not XML"),
        (export(post(1, title="&nbsp;")), "undefined entity"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "encoding"),
        (export(post(1, title="a\udcff".encode(errors="surrogateescape").decode("latin-1"))), ""),
        (export("<x>" * 300 + "</x>" * 300), "too deep"),
    ],
)
@pytest.mark.django_db
def test_a_damaged_export_is_named_and_leaves_nothing(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    file = written(tmp_path, text)
    if why:
        with pytest.raises(CommandError, match=why):
            move_in("wordpress", file)
    else:
        move_in("wordpress", file)
    assert Story.objects.count() == (0 if why else 1)


@pytest.mark.django_db
def test_a_broken_end_leaves_nothing_of_the_good_beginning(tmp_path: Path) -> None:
    whole = export(*(post(number) for number in range(1, 50)))
    with pytest.raises(CommandError, match="not XML"):
        move_in("wordpress", written(tmp_path, whole.replace("</channel>", "</chanel>")))
    assert not Story.objects.exists()


@pytest.mark.django_db
def test_control_characters_of_old_databases_are_dropped(tmp_path: Path) -> None:
    move_in("wordpress", written(tmp_path, export(post(1, title="Ferry\x0b \x00returns\x08"))))
    assert Story.objects.get().headline == "Ferry returns"


@pytest.mark.django_db
def test_markup_in_names_titles_and_comments_is_never_markup(
    tmp_path: Path, client: Client
) -> None:
    evil = "&lt;img src=x onerror=alert(1)&gt;&amp;lt;script&amp;gt;alert(2)&amp;lt;/script&amp;gt;"
    item = post(1, title=f"Title {evil}", inner=remark(1, name=f"Al {evil}", body=f"Hm {evil}"),
                **{"dc:creator": f"By {evil}", "wp:post_name": "../../../etc/passwd",
                   "link": "https://old.example/%00/..//evil.example/"})  # fmt: skip
    feed = export(item).replace("<rss ", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" ')
    move_in("wordpress", written(tmp_path, feed))
    story = Story.objects.get()
    assert story.slug == "etcpasswd"
    page = client.get(story.get_absolute_url()).content.decode()
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert story.comments.get().name == "Al"


@pytest.mark.django_db
def test_an_answer_chain_of_a_thousand_keeps_every_place(tmp_path: Path) -> None:
    deep = 1_000
    # Each stands before the one that it answers, and all at the same second.
    chain = "".join(remark(key, key - 1) for key in range(deep, 0, -1))
    move_in("wordpress", written(tmp_path, export(post(1, inner=chain))))
    assert Story.objects.get().comment_count == deep
    root = Comment.objects.get(parent=None)
    assert (root.replies, root.visible_replies) == (deep - 1, deep - 1)
    last = Comment.objects.order_by("id").last()
    assert last is not None
    assert (last.root_id, last.reply_no) == (root.pk, deep - 1)
    assert list(differences()) == []


def test_an_answer_chain_of_ten_thousand_comes_out_in_its_order() -> None:
    with Spool() as spool:
        spool.put(Thread("t"))
        for key in range(10_000, 0, -1):
            spool.put(Remark(str(key), "t", "Words.", parent=str(key - 1)))
        hosts = [(told.remark.key, told.host) for told in spool.grown("t")]
        assert not list(spool.in_circles("t"))
    assert hosts == [("1", ""), *((str(key), str(key - 1)) for key in range(2, 10_001))]


@pytest.mark.django_db
def test_remarks_that_answer_themselves_or_strangers_do_no_harm(tmp_path: Path) -> None:
    other = post(2, inner=remark(9))
    ring = remark(1, 2) + remark(2, 1) + remark(3, 3) + remark(4, 9) + remark(4, 0) + remark(5, 777)
    move_in("wordpress", written(tmp_path, export(post(1, inner=ring), other)))
    first = Story.objects.get(headline="Story 1")
    assert list(first.comments.values_list("parent", flat=True)) == [None, None]
    assert Comment.objects.count() == 3


@pytest.mark.django_db
def test_an_old_address_never_hides_a_page_or_takes_anothers_story(
    tmp_path: Path, client: Client
) -> None:
    mine = make_story(slug="mine")
    OldAddress.objects.create(path="/taken/", story=mine)
    items = (
        post(1, link="https://old.example/search/"),
        post(2, link="https://old.example/taken/"),
    )
    move_in("wordpress", written(tmp_path, export(*items)))
    assert client.get("/search/").status_code == 200
    assert client.get("/taken/")["Location"] == mine.get_absolute_url()


@pytest.mark.parametrize(
    "text",
    ["{", '{"id": 1', "[1, 2", '{"a": [{"id": "x"}', "nonsense", "[" * 100_000, '{"a":1} }',
     '{"n": ' + "9" * 5000 + "}", b"\xff\xfe{\x00}\x00"],
)  # fmt: skip
def test_what_is_no_json_is_refused_in_words(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(MovingError):
        list(documents(written(tmp_path, text)))


@pytest.mark.django_db
def test_odd_values_in_json_are_passed_over(tmp_path: Path) -> None:
    make_story(slug="s", headline="S")
    odd = (
        '{"id": ["x"]} {"id": "c", "storyID": {"a": 1}} 7 null'
        '{"id": "\\ud800\\u0000k", "storyID": "s", "revisions": {"body": []}, "status": 3,'
        ' "createdAt": {"$date": {"$numberLong": "99999999999999999999"}}}'
    )
    move_in("coral", written(tmp_path, odd))
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no column “story”"):
        move_in("csv", written(tmp_path, "id,body\n1,Words\n"))
    with pytest.raises(CommandError, match="not UTF-8"):
        move_in("csv", written(tmp_path, b"id,headline\n1,caf\xe9\n"))


@pytest.mark.parametrize(
    "piece", ["<b>", "<div>", "<ul><li>", "[caption ", "<a href='", "\n\n", "&lt;", "<!--"]
)
def test_long_runs_of_one_piece_are_read_in_one_pass(piece: str) -> None:
    text = piece * 20_000
    assert isinstance(spelled_out(text), str)
    assert isinstance(body_of(text, "https://old.example/").html, str)
    assert len(one_line(text, 40)) <= 40


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    def size_of(number: int) -> int:
        file = tmp_path / f"{number}.xml"
        with file.open("w") as out:
            out.write(HEAD + RSS)
            out.writelines(post(key, inner=remark(key)) for key in range(number))
            out.write("</channel></rss>")
        tracemalloc.start()
        for _ in wordpress.read([file]):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    size_of(10)
    assert size_of(3000) < 1.5 * size_of(600)


def test_one_endless_item_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "LONGEST_ITEM", 50_000)
    whole = export(post(1, inner="".join(remark(key) for key in range(500))))
    assert len(list(wordpress.read([written(tmp_path, whole)]))) == 501
    for endless in ("word " * 20_000, "<x/>" * 20_000):
        with pytest.raises(MovingError, match="too long"):
            list(wordpress.read([written(tmp_path, export(post(1, inner=endless)))]))

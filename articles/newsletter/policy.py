"""A letter shown in a browser: its styles stand inline, which no page of the site may have."""

import re
from base64 import b64encode
from hashlib import sha256

_STYLES = re.compile(r'style="([^"]*)"|<style>(.*?)</style>', re.DOTALL)


def policy(html: str) -> str:
    """The Content-Security-Policy of the letter: the very styles of its template, by their hashes,
    and nothing else at all.

    What people wrote brings no style of its own: its quotation marks and brackets are escaped.
    """
    styles = {inline or sheet for inline, sheet in _STYLES.findall(html)}
    hashes = " ".join(sorted(f"'sha256-{_hash(style)}'" for style in styles))
    return (
        f"default-src 'none'; style-src 'unsafe-hashes' {hashes}; sandbox; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()

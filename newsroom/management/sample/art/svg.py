"""The few SVG shapes that the drawings are made of; every function returns markup."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A finished drawing; `defs` holds the gradients that `body` refers to. Sizes in pixels."""

    body: str
    defs: str = ""
    width: int = 1200
    height: int = 800

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
            f"<defs>{self.defs}</defs>{self.body}</svg>"
        )


def path(d: str, fill: str, opacity: float = 1) -> str:
    return f'<path d="{d}" fill="{fill}"{_faint(opacity)}/>'


def line(d: str, stroke: str, width: float, opacity: float = 1) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width}"'
        f' stroke-linecap="round" stroke-linejoin="round"{_faint(opacity)}/>'
    )


def rect(
    x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1
) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}"'
        f' fill="{fill}"{_faint(opacity)}/>'
    )


def disc(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"{_faint(opacity)}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> str:
    return (
        f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{_faint(opacity)}/>'
    )


def group(body: str, transform: str = "", opacity: float = 1) -> str:
    moved = f' transform="{transform}"' if transform else ""
    return f"<g{moved}{_faint(opacity)}>{body}</g>"


def down(name: str, top: str, bottom: str) -> str:
    """A gradient from top to bottom, used as `url(#name)`."""
    return _gradient(name, top, bottom, 'x2="0" y2="1"')


def across(name: str, left: str, right: str) -> str:
    """A gradient from left to right, used as `url(#name)`."""
    return _gradient(name, left, right, 'x2="1" y2="0"')


def glow(name: str, color: str, strength: float = 0.9) -> str:
    """A round light that fades to nothing, used as `url(#name)`."""
    return (
        f'<radialGradient id="{name}"><stop stop-color="{color}" stop-opacity="{strength}"/>'
        f'<stop offset="1" stop-color="{color}" stop-opacity="0"/></radialGradient>'
    )


def _gradient(name: str, first: str, last: str, direction: str) -> str:
    return (
        f'<linearGradient id="{name}" x1="0" y1="0" {direction}>'
        f'<stop stop-color="{first}"/><stop offset="1" stop-color="{last}"/></linearGradient>'
    )


def _faint(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{opacity:g}"'

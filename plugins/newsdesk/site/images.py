"""Pictures of stories: their size, so that nothing moves while they load, and smaller ones where Pillow is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..digests import file_digest, is_fresh, signature

ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"))
FOLDER = "pictures"
WIDTHS = (480, 800, 1200)
"""Pixels of smaller pictures: a phone's column, a desktop's on a fine screen, and what is enough for any use."""
QUALITY = 80
SIZES = {"story": "(max-width: 37rem) 92vw, 35rem", "lead": "(max-width: 56rem) 92vw, 24rem"}
"""How wide a picture stands, by place; in step with the stylesheet."""
HEAVY = ("JPEG", "PNG", "WEBP", "AVIF")
"""Formats that are made smaller; what moves or is drawn stays as it is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A story's picture, as pages show it."""

    src: str
    """its address, seen from the site's root"""
    width: int
    height: int
    alt: str
    small: tuple[tuple[str, int], ...] = ()
    """addresses and widths of smaller ones, as WebP"""

    @property
    def own(self) -> bool:
        """True if it is the editor's file, and no smaller one made of it."""
        return not self.src.startswith(f"{FOLDER}/")

    @property
    def shared(self) -> bool:
        """True if those who show a link's picture know its format."""
        return not self.src.endswith((".svg", ".avif"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file: its size in pixels, and whether smaller ones can be made of it."""

    width: int
    height: int
    kind: str
    """its format, as Pillow names it; empty if it stays as it is"""


class Pictures:
    """The pictures of one build, over what earlier ones know of the same files."""

    def __init__(self, content: Path, seen: dict[str, list[Any]]) -> None:
        """`seen` maps a path below the pastes to a file's signature, what is known of it, and a digest of it."""
        self._content, self._seen = content.resolve(), seen
        self.found: dict[str, list[Any]] = {}
        self.wanted: dict[str, Known] = {}
        """by name, those of which smaller ones are to be made"""

    def picture(self, name: str, alt: str, tell: Callable[[str], None]) -> Picture | None:
        """Return a story's picture; None if there is none that can be shown, and `tell` has been told why."""
        path = self._path_of(name)
        if path is None or self._content not in path.parents or path.suffix.casefold() not in ENDINGS:
            tell(f"no picture {name!r} among the pastes; save it there, or take the line out")
            return None
        known = self._known(name, path)
        if not known.width:
            tell(f"{name!r} cannot be read as a picture; the story stands without it")
            return None
        small = tuple((f"{FOLDER}/{quote(name)}/{width}.webp", width) for width in _widths(known))
        if not small:
            return Picture(quote(name), known.width, known.height, alt)
        self.wanted[name] = known
        if known.width <= WIDTHS[-1]:
            return Picture(quote(name), known.width, known.height, alt, small)
        height = round(known.height * WIDTHS[-1] / known.width)
        return Picture(f"{FOLDER}/{quote(name)}/{_plain_name(known)}", WIDTHS[-1], height, alt, small)

    def _path_of(self, name: str) -> Path | None:
        """Return where a picture lies; None if there is none: a name may be longer than a disk takes, a link lead to itself."""
        try:
            path = (self._content / name).resolve()
            return path if path.is_file() else None
        except (OSError, RuntimeError, ValueError):
            return None

    def _known(self, name: str, path: Path) -> Known:
        mark, kept = signature(path), self._seen.get(name)
        if kept and kept[0] == mark:
            self.found[name] = kept
            return Known(*kept[1])
        known = look(path)
        told = [known.width, known.height, known.kind]
        self.found[name] = [[] if mark is None or is_fresh(mark) else mark, told, file_digest(path)]
        return known

    def mark(self, name: str) -> list[str]:
        """Return what changes when a picture does."""
        return [self.found[name][2]]

    def make(self, name: str, folder: Path) -> None:
        """Fill a folder with smaller pictures of one."""
        pillow = _pillow()
        known = self.wanted[name]
        folder.mkdir(parents=True, exist_ok=True)
        with pillow.Image.open(self._content / name) as opened:
            upright = pillow.ImageOps.exif_transpose(opened)
            clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
            image = upright.convert("RGBA" if clear else "RGB")
        for width in _widths(known):
            _scaled(image, width).save(folder / f"{width}.webp", quality=QUALITY, method=4)
        if known.width > WIDTHS[-1]:
            _scaled(image, WIDTHS[-1]).save(folder / _plain_name(known), quality=QUALITY, optimize=True)


def _widths(known: Known) -> tuple[int, ...]:
    if not known.kind or known.width <= WIDTHS[0]:
        return ()
    return (*(width for width in WIDTHS if width < known.width), *([known.width] if known.width <= WIDTHS[-1] else []))


def _plain_name(known: Known) -> str:
    """Return the name of what programs get that know no WebP."""
    return f"{WIDTHS[-1]}.{'png' if known.kind == 'PNG' else 'jpg'}"


def _scaled(image: Any, width: int) -> Any:
    return image.resize((width, max(1, round(image.height * width / image.width))), reducing_gap=3.0)


@cache
def _pillow() -> Any:
    """Return Pillow; None if it is not installed: the extra `pictures`."""
    try:
        import PIL.Image
        import PIL.ImageOps
    except ImportError:
        return None
    return PIL


def look(path: Path) -> Known:
    """Return what a file's head tells, and Pillow of its body; a width of 0 if it cannot be shown."""
    import imagesize

    width = height = 0
    try:
        width, height = map(round, imagesize.get(path))
    except Exception:  # a parser of damaged bytes: whatever it raises, this is no picture
        return Known(0, 0, "")
    if width <= 0 or height <= 0:
        return Known(0, 0, "")
    pillow = _pillow()
    if pillow is None or path.suffix.casefold() == ".svg":
        return Known(width, height, "")
    try:
        with pillow.Image.open(path) as image:
            image.load()
            still = not getattr(image, "is_animated", False)
            upright = image.getexif().get(0x0112, 1) < 5
            width, height = image.size if upright else image.size[::-1]
            return Known(width, height, image.format if still and image.format in HEAVY else "")
    except pillow.UnidentifiedImageError:  # of AVIF browsers know more than some Pillows
        return Known(width, height, "") if path.suffix.casefold() == ".avif" else Known(0, 0, "")
    except Exception:  # cut off, a bomb, or a lie
        return Known(0, 0, "")


def image(picture: Picture, root: str, place: str, eager: bool = False) -> str:
    """Return a picture as an element, for a `place` of SIZES; `root` is the site's, seen from the page."""
    facts: dict[str, Any] = {
        "src": f"{root}/{picture.src}",
        "alt": picture.alt,
        "width": picture.width,
        "height": picture.height,
    }
    if picture.small:
        facts["srcset"] = ", ".join(f"{root}/{src} {width}w" for src, width in picture.small)
        facts["sizes"] = SIZES[place]
    facts |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    return "<img " + " ".join(f'{name}="{escape(str(value))}"' for name, value in facts.items()) + ">"


image.reads = frozenset(("src", "width", "height", "alt", "small"))  # type: ignore[attr-defined] # see incremental/template_deps.py


def stand_in(name: str, alt: str) -> str:
    """Return the element that stands in a kept text for the picture, whose size another build may find changed."""
    return f'<img src="{{static}}/{escape(quote(name))}" alt="{escape(alt)}">'


def with_picture(content: str, stand_in: str, picture: Picture | None, root: str) -> str:
    """Return a story's text with its picture; without one, its caption stands alone."""
    if picture is None:
        return content.replace(f"<figure>{stand_in}</figure>\n", "", 1).replace(stand_in, "", 1)
    return content.replace(stand_in, image(picture, root, "story", content.startswith(f"<figure>{stand_in}")), 1)


def used(articles: Iterable[Any]) -> dict[str, list[str]]:
    """Return the slugs of the stories that show each picture, by the picture's name."""
    found: dict[str, list[str]] = {}
    for article in articles:
        if getattr(article, "picture", None) and article.picture.small:
            found.setdefault(article.image, []).append(article.slug)
    return found

"""Pictures of stories: nothing moves while they load, no one gets more than fits, and no bad one stops a story."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import PIL.Image
import pytest
from playwright.sync_api import Browser

from .conftest import PROJECT, SITEURL, Desk, served, story, tree
from .motley import png
from .test_warm import cold, make_project, run, write

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 45" width="80" height="45"><path d="M0 0h80v45H0z"/></svg>'
)


def photograph(width: int, height: int, kind: str = "JPEG", orientation: int = 1) -> bytes:
    """Return a picture with some grain in it."""
    image = PIL.Image.effect_noise((width, height), 60).convert("RGB")
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    made = io.BytesIO()
    image.save(made, kind, exif=exif.tobytes())
    return made.getvalue()


def pictured(desk: Desk, name: str, content: bytes, text: str = "") -> str:
    """Publish a story with a picture, and return its page."""
    path = desk.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    desk.paste("port.txt", f"---\nimage: {name}\nalt: A ship & a quay\n---\n" + (text or story()))
    done = desk.build()
    assert done.returncode == 0 and not done.stderr, done.stderr
    return desk.page("stories/port.html")


def element(page: str) -> dict[str, str]:
    """Return the attributes of a page's one picture."""
    (found,) = html5lib.parse(page, namespaceHTMLElements=False).findall(".//figure/img")
    return dict(found.attrib)


def test_a_small_picture_stays_as_it_is_and_tells_its_size(desk: Desk) -> None:
    found = element(pictured(desk, "images/port quay.png", png(48, 32)))
    assert found == {
        "src": "../images/port%20quay.png", "alt": "A ship & a quay", "width": "48", "height": "32", "fetchpriority": "high",
    }  # fmt: skip
    assert desk.tree()["images/port quay.png"] == png(48, 32)
    assert not any(name.startswith("pictures/") for name in desk.tree())


def test_a_large_picture_is_made_small_and_the_large_one_is_not_published(desk: Desk) -> None:
    original = photograph(2400, 1600)
    found = element(pictured(desk, "photos/port.jpg", original))
    assert (found["src"], found["width"], found["height"]) == ("../pictures/photos/port.jpg/1200.jpg", "1200", "800")
    sizes = re.findall(r"\.\./(\S+) (\d+)w", found["srcset"])
    assert [width for _, width in sizes] == ["480", "800", "1200"]
    for name, width in [*sizes, (found["src"].removeprefix("../"), "1200")]:
        with PIL.Image.open(desk.output / name) as made:
            assert made.size == (int(width), round(int(width) * 2 / 3))
    assert "photos/port.jpg" not in desk.tree()
    assert sum(len(content) for name, content in desk.tree().items() if name.startswith("pictures/")) < len(original)


def test_a_picture_that_lies_on_its_side_stands_upright(desk: Desk) -> None:
    found = element(pictured(desk, "port.jpg", photograph(900, 600, orientation=6)))
    assert (found["width"], found["height"]) == ("600", "900")
    with PIL.Image.open(desk.output / "pictures/port.jpg/480.webp") as made:
        assert made.size == (480, 720)


@pytest.mark.parametrize(("kind", "ending"), [("WEBP", "webp"), ("PNG", "png"), ("AVIF", "avif"), ("GIF", "gif")])
def test_other_formats_are_read(desk: Desk, kind: str, ending: str) -> None:
    found = element(pictured(desk, f"port.{ending}", photograph(300, 200, kind)))
    assert (found["src"], found["width"], found["height"]) == (f"../port.{ending}", "300", "200")


def test_a_drawing_has_its_size_and_is_no_picture_of_a_link(desk: Desk) -> None:
    page = pictured(desk, "port.svg", SVG.encode())
    assert (element(page)["width"], element(page)["height"]) == ("80", "45")
    assert "og:image" not in page


def test_a_picture_below_the_first_words_waits_until_it_is_near(desk: Desk) -> None:
    page = pictured(desk, "port.png", png(48, 32), story(tail="A crane stands idle. (Photo: Ada Marsh/Harbour Press)"))
    assert element(page)["loading"] == "lazy" and "<figcaption>A crane" in page


def test_a_link_and_machines_are_told_of_the_picture(desk: Desk) -> None:
    page = pictured(desk, "port.jpg", photograph(2400, 1600))
    for words in (
        f'property="og:image" content="{SITEURL}/pictures/port.jpg/1200.jpg"', 'property="og:image:width" content="1200"',
        'property="og:image:alt" content="A ship &amp; a quay"', f'"image": "{SITEURL}/pictures/port.jpg/1200.jpg"',
    ):  # fmt: skip
        assert words in page
    feed = desk.page("feeds/all.rss.xml")
    assert f'&lt;img src="{SITEURL}/pictures/port.jpg/1200.jpg" alt="A ship &amp;amp; a quay" width="1200"' in feed


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.jpg", None, "no picture 'none.jpg' among the pastes; save it there, or take the line out"),
        ("../secret.jpg", b"x", "no picture '../secret.jpg' among the pastes"),
        ("/etc/passwd", None, "no picture '/etc/passwd' among the pastes"),
        ("notes.txt", story("Another story of the harbour").encode(), "no picture 'notes.txt' among the pastes"),
        ("bad.png", b"\x89PNG", "'bad.png' cannot be read as a picture; the story stands without it"),
        ("cut.jpg", photograph(900, 600)[:20_000], "'cut.jpg' cannot be read as a picture"),
        ("lie.png", SVG.encode(), "'lie.png' cannot be read as a picture"),
        ("empty.gif", b"", "'empty.gif' cannot be read as a picture"),
        ("bad.svg", b"<svg", "'bad.svg' cannot be read as a picture"),
    ],
)
def test_a_bad_picture_is_told_in_one_line_and_the_story_stands_without_it(
    desk: Desk, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (desk.content / name).write_bytes(content)
    caption = "A crane stands idle. (Photo: Ada Marsh/Harbour Press)"
    desk.paste("port.txt", f"---\nimage: {name}\n---\n" + story(tail=caption))
    desk.paste("bare.txt", f"---\nimage: {name}\n---\n" + story("Ferries are tied up for a week", body="They wait."))
    done = desk.build()
    assert done.returncode == 0
    assert f"port.txt:2: {told}" in done.stderr and f"bare.txt:2: {told}" in done.stderr
    assert len([line for line in done.stderr.splitlines() if "picture" in line and ".txt:2" in line]) == 2
    page = desk.page("stories/port.html")
    assert "<img" not in page and f"<figure><figcaption>{caption}</figcaption></figure>" in page
    assert "<figure" not in desk.page("stories/bare.html") and "<img" not in desk.page("index.html")


def test_the_lead_shows_its_picture_at_once_and_nothing_moves(browser: Browser, brief: Path) -> None:
    with served(brief) as address:
        page = browser.new_page(viewport={"width": 390, "height": 900})
        page.goto(f"{address}/index.html", wait_until="networkidle")
        shown = page.locator(".lead img")
        assert shown.get_attribute("loading") is None and shown.get_attribute("fetchpriority") == "high"
        assert shown.evaluate("image => image.complete && image.currentSrc.endsWith('/480.webp')")
        page.route("**/*.webp", lambda _route: None)  # it is on its way for as long as the page stands
        tall = page.locator(".lead").evaluate("lead => lead.offsetHeight")
        page.reload(wait_until="domcontentloaded")
        page.wait_for_function("[...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)")
        assert page.locator(".lead").evaluate("lead => lead.offsetHeight") == tall
        page.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    (made / "content/images").mkdir()
    (made / "content/images/port.png").write_bytes(photograph(600, 400, "PNG"))
    for number, name in enumerate(("bridge", "ferry", "harbour")):
        head = "image: images/port.png\nalt: A port\n" if name == "ferry" else ""
        write(made, name, number, [number, number + 1], 1 + number, head)
    return made


def test_a_changed_picture_makes_anew_what_shows_it(project: Path) -> None:
    assert ("pictures/images/port.png", "new") in run(project).made
    assert not [job for job, _ in run(project).made if "port" in job]
    (project / "content/images/port.png").write_bytes(photograph(900, 300, "PNG"))
    jobs = {job for job, _ in run(project).made}
    assert {"pictures/images/port.png", "stories/ferry.html"} <= jobs
    assert not [job for job in jobs if job.startswith(("search", "feeds/tags", "tags"))], "what shows no picture stays"
    assert tree(project / "output") == cold(project)
    (project / "content/images/port.png").unlink()
    outcome = run(project)
    assert any("no picture" in str(warning) for warning in outcome.warnings)
    assert tree(project / "output") == cold(project) and not (project / "output/pictures").exists()


WITHOUT = """
import sys
sys.modules["PIL"] = None
from pathlib import Path
from tests.test_warm import run
outcome = run(Path(sys.argv[1]))
assert not outcome.errors and not outcome.warnings, outcome
"""


def test_without_pillow_a_picture_stays_as_it_is_and_tells_its_size(project: Path) -> None:
    subprocess.run([sys.executable, "-c", WITHOUT, str(project)], cwd=PROJECT, check=True)
    found = element((project / "output/stories/ferry.html").read_text("utf-8"))
    assert (found["src"], found["width"], found["height"]) == ("../images/port.png", "600", "400")
    assert "srcset" not in found and (project / "output/images/port.png").exists()

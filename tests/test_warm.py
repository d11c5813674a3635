"""A warm build gives, byte for byte, what a build from nothing would give, after any series of changes."""

from __future__ import annotations

import contextlib
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsdesk import digests
from newsdesk.clean.text.header import KEYS
from newsdesk.incremental import lock
from newsdesk.press.build import build
from newsdesk.press.cache import links, resume
from newsdesk.press.cache.resume import Stale
from newsdesk.press.options import Options, Outcome
from newsdesk.press.report import build_and_tell
from newsdesk.site import editions, indexes

from .conftest import POSIX, PROJECT, SHARE, often, tree

MOST_APART, FRESH, MANY = links.MOST_APART, digests.FRESH, resume.MANY
LISTED = indexes.MOST, editions.HEADLINES, editions.SUMMARIES
NAMES = ("bridge", "ferry", "harbour", "canal", "lorries", "mill")
HEADLINES = (
    "Bridge over the Tigris reopens to lorries", "Ferries tied up for a week as gales go on", "Harbour dues rise by a tenth",
    "Canal closes for repairs until the spring", "Lorries wait three days at the border", "Mill owners ask for more time",
)  # fmt: skip
SENTENCES = (
    "Lorries crossed the rebuilt bridge over the Tigris for the first time on Thursday, the city of Mosul said.",
    "The harbour of Basra stayed closed while gales from the south tied up the ferries for a week.",
    "Ada Marsh of the Harbour Press counted forty lorries at the eastern gate of the canal.",
    "The Suez Canal Authority said that dues would rise by a tenth from the first of May.",
    "Mill owners in Mosul asked the ministry for more time to mend their roofs after the storm.",
    "Traders in Basra hope that the crossing will bring back the wholesale market to the bank of the Tigris.",
)
LAST = "\nThe mayor said that she had counted "
"""Begins a sentence of which no list tells."""


def settings_of(project: Path) -> str:
    return str(project / "pelicanconf.py")


def make_project(folder: Path) -> Path:
    """Return a small project with a theme and settings of its own, so that they can be changed."""
    shutil.copytree(PROJECT / "theme", folder / "theme")
    text = (PROJECT / "pelicanconf.py").read_text("utf-8")
    text = text.replace('PLUGIN_PATHS = ["plugins"]', f"PLUGIN_PATHS = [{str(PROJECT / 'plugins')!r}]")
    (folder / "pelicanconf.py").write_text(text, "utf-8")
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "content" / "pages" / "about.md").write_text("Title: About\n\nA brief about bridges.\n", "utf-8")
    return folder


def write(project: Path, name: str, headline: int, sentences: list[int], day: int, header: str = "") -> None:
    body = "\n\n".join(SENTENCES[number] for number in sentences)
    head = f"---\ndate: 2021-03-{day:02}\n{header}---\n"
    (project / "content" / f"{name}.txt").write_text(
        f"{head}{HEADLINES[headline]}\n\nBy Ada Marsh\n\n{body}\n", "utf-8"
    )


def run(project: Path, fresh: bool = False, wait: Callable[[], object] | None = None) -> Outcome:
    here = os.getcwd()
    os.chdir(project)
    try:
        return build(settings_of(project), Options(fresh=fresh, wait=wait))
    finally:
        os.chdir(here)


Built = tuple[dict[str, bytes], list[tuple[str, int, str]]]
"""The output folder, and what the build warns of."""
KEPT = 8
_built: dict[str, Built] = {}
"""What builds from nothing gave, by the digest of their sources: the last ones."""


def cold(project: Path) -> dict[str, bytes]:
    """Return what a build of the same sources gives from nothing."""
    return cold_build(project)[0]


def cold_build(project: Path) -> Built:
    """Return the same, and what it warns of; sources that were built from nothing lately are not built again."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".newsdesk", "output", ".output.new"))
        sources = digests.digest(*(part for name, content in tree(copy).items() for part in (name, content)))
        known = _built.pop(sources, None)
        _built[sources] = build_from_nothing(copy) if known is None else known
    if len(_built) > KEPT:
        del _built[next(iter(_built))]
    return _built[sources]


def build_from_nothing(copy: Path) -> Built:
    """Return what a first build of a project gives."""
    outcome = run(copy)
    assert not outcome.errors, outcome.errors
    return tree(copy / "output"), warnings_of(outcome)


def warnings_of(outcome: Outcome) -> list[tuple[str, int, str]]:
    return sorted((Path(warning.path).name, warning.line, warning.reason) for warning in outcome.warnings)


class Desk(RuleBasedStateMachine):
    """An editor who changes this and that, and builds after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = make_project(Path(self.folder.name))
        digests.FRESH = resume.MANY = 0
        indexes.MOST = editions.HEADLINES = editions.SUMMARIES = 2  # so that lists are long

    def teardown(self) -> None:
        links.MOST_APART, digests.FRESH, resume.MANY = MOST_APART, FRESH, MANY
        indexes.MOST, editions.HEADLINES, editions.SUMMARIES = LISTED
        self.folder.cleanup()

    @initialize(order=st.permutations(range(len(NAMES))))
    def begin(self, order: list[int]) -> None:
        for place, number in enumerate(order[:4]):
            write(self.project, NAMES[number], number, order[place : place + 3], 3 + place)

    @rule(
        name=st.sampled_from(NAMES),
        headline=st.integers(0, 5),
        sentences=st.lists(st.integers(0, 5), min_size=1, max_size=5, unique=True),
        day=st.integers(1, 6),
        header=st.sampled_from(
            ("", "", "tags: Basra, Tigris\n", "section: Ports\n", "status: draft\n", "status: hidden\n")
        ),
    )
    def write_story(self, name: str, headline: int, sentences: list[int], day: int, header: str) -> None:
        write(self.project, name, headline, sentences, day, header)

    @rule(name=st.sampled_from(NAMES), number=st.integers(0, 5))
    def add_a_paragraph(self, name: str, number: int) -> None:
        path = self.project / "content" / f"{name}.txt"
        if path.exists():
            path.write_text(path.read_text("utf-8") + f"\n{SENTENCES[number]}\n", "utf-8")

    @rule(names=st.sets(st.sampled_from(NAMES), min_size=1), number=st.integers(2, 9))
    def change_a_figure(self, names: set[str], number: int) -> None:
        for path in (self.project / "content" / f"{name}.txt" for name in names):
            if path.exists():
                text, _, _ = path.read_text("utf-8").partition(LAST)
                path.write_text(f"{text}{LAST}{number} of them.\n", "utf-8")

    @rule(names=st.sets(st.sampled_from(NAMES), min_size=1), number=st.integers(2, 9), more=st.booleans())
    def change_a_figure_while_a_build_waits(self, names: set[str], number: int, more: bool) -> None:
        def change() -> None:
            self.change_a_figure(names, number)
            if more:
                self.add_a_paragraph(min(names), number % 6)

        with contextlib.suppress(Stale):
            outcome = run(self.project, wait=change)
            assert not outcome.errors, outcome.errors
            assert tree(self.project / "output") == cold(self.project)

    @rule(name=st.sampled_from(NAMES))
    def remove_a_story(self, name: str) -> None:
        stories = list((self.project / "content").glob("*.txt"))
        if len(stories) > 1:
            (self.project / "content" / f"{name}.txt").unlink(missing_ok=True)

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def rename_a_story(self, name: str, other: str) -> None:
        path = self.project / "content" / f"{name}.txt"
        if path.exists():
            path.replace(self.project / "content" / f"{other}.txt")

    @rule(name=st.sampled_from(("Basra", "Tigris", "Mosul")), never=st.booleans())
    def change_the_vocabulary(self, name: str, never: bool) -> None:
        text = f'[[tag]]\nname = "{name}"\nkind = "place"\nabout = "About {name}."\n' + (
            "never = true\n" if never else ""
        )
        (self.project / "content" / "tags.toml").write_text(text, "utf-8")

    @rule(stories=st.sampled_from((0, MOST_APART, 100)))
    def leave_the_state_as_it_is(self, stories: int) -> None:
        links.MOST_APART = stories

    @rule(nanoseconds=st.sampled_from((0, FRESH)))
    def wait_between_builds(self, nanoseconds: int) -> None:
        digests.FRESH = nanoseconds  # as after a cup of tea, when all files can be told by their signatures

    @rule(keep=st.booleans(), number=st.integers(0, 5))
    def change_the_rules(self, keep: bool, number: int) -> None:
        line = f'[[rule]]\nname = "mine"\nreason = "words of the page"\nlines = ["{SENTENCES[number]}"]\nkeep = {str(keep).lower()}\n'
        path = self.project / "content" / "rules.toml"
        path.write_text(line, "utf-8")
        if (
            any(f"{SENTENCES[number]}\n" in story.read_text("utf-8") for story in path.parent.glob("*.txt"))
            and not keep
        ):
            path.unlink()  # a rule that leaves a story without text is an error, and no case of this test

    @rule(
        part=st.sampled_from(("base.html", "parts/item.html", "tag.html", "parts/footer.html")),
        word=st.sampled_from("abc"),
    )
    def change_a_template(self, part: str, word: str) -> None:
        path = self.project / "theme" / "templates" / part
        path.write_text(path.read_text("utf-8") + f"<!-- {word} -->\n", "utf-8")

    @rule(word=st.sampled_from("abc"))
    def change_the_stylesheet(self, word: str) -> None:
        path = self.project / "theme" / "static" / "css" / "brief.css"
        path.write_text(path.read_text("utf-8") + f"/* {word} */\n", "utf-8")

    @rule(name=st.sampled_from(("FOOTER", "SITENAME", "FEED_MAX_ITEMS")), number=st.integers(2, 4))
    def change_a_setting(self, name: str, number: int) -> None:
        value = number if name == "FEED_MAX_ITEMS" else f"Words {number}"
        path = self.project / "pelicanconf.py"
        path.write_text(path.read_text("utf-8") + f"{name} = {value!r}\n", "utf-8")

    @rule(number=st.integers(0, 1000), how=st.sampled_from(("gone", "cut", "other")))
    def spoil_an_output(self, number: int, how: str) -> None:
        _spoil(self.project / "output", number, how)

    @rule(number=st.integers(0, 1000), how=st.sampled_from(("gone", "cut", "other")))
    def spoil_the_cache(self, number: int, how: str) -> None:
        _spoil(self.project / ".newsdesk", number, how)

    @invariant()
    def a_warm_build_equals_a_cold_one(self) -> None:
        outcome = run(self.project)
        assert not outcome.errors, outcome.errors
        assert (tree(self.project / "output"), warnings_of(outcome)) == cold_build(self.project)


def _spoil(folder: Path, number: int, how: str) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (".newsdesk", "lock"))
    if not files:
        return
    path = files[number % len(files)]
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        place = number % max(1, len(content))
        path.write_bytes(content[:place] + b"?" + content[place + 1 :])


TestWarm = Desk.TestCase
TestWarm.settings = settings(
    max_examples=often(60, 3),
    stateful_step_count=20 if SHARE else 8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    for number, name in enumerate(NAMES):
        write(made, name, number, [number, (number + 1) % 6, (number + 2) % 6], 1 + number)
    return made


def test_a_changed_paragraph_makes_few_pages_anew(project: Path) -> None:
    run(project)
    path = project / "content" / "ferry.txt"
    path.write_text(path.read_text("utf-8") + "\nThe last ferry left at dawn.\n", "utf-8")
    outcome = run(project)
    assert outcome.published is not None
    assert 0 < outcome.published.written < 20 < outcome.published.unchanged
    assert ("stories/ferry.html", "changed: ferry") in outcome.made
    assert not any(job.startswith("tags/") for job, _ in outcome.made)


def test_a_build_that_waited_goes_on_with_the_words_that_have_changed(brief_left_alone: Path) -> None:
    project = brief_left_alone
    paste, page = (
        project / "content" / "ever-given-aground.txt",
        project / "output" / "stories" / "ever-given-aground.html",
    )
    text = paste.read_text("utf-8")
    longest = max(text.splitlines(), key=len)

    def change(words: str) -> None:
        paste.write_text(text.replace(longest, f"{longest} {words}"), "utf-8")

    outcome = run(project, wait=lambda: change("Nobody was hurt."))
    assert "Nobody was hurt." in page.read_text("utf-8")
    assert ("stories/ever-given-aground.html", "changed: ever-given-aground") in outcome.made
    assert not any(job.startswith(("tags/", "sections/")) for job, _ in outcome.made)
    assert tree(project / "output") == cold(project)
    with pytest.raises(Stale):
        run(project, wait=lambda: paste.write_text(f"---\ntitle: Another\n---\n{text}", "utf-8"))
    with pytest.raises(Stale):
        run(project, wait=paste.unlink)
    assert "Nobody was hurt." in page.read_text("utf-8")


def test_a_build_that_waited_warns_of_nothing_that_was_mended_meanwhile(brief_left_alone: Path) -> None:
    project = brief_left_alone
    paste = project / "content" / "us-strikes-albu-kamal.txt"
    text = paste.read_text("utf-8")
    assert any("no year is written" in warning.reason for warning in run(project).warnings)
    with pytest.raises(Stale):
        run(project, wait=lambda: paste.write_text(f"---\ndate: 2021-02-25\n---\n{text}", "utf-8"))
    assert not run(project).warnings


def test_a_build_that_waited_begins_anew_if_the_settings_were_changed_meanwhile(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    shutil.copytree(PROJECT / "content", tmp_path / "content", dirs_exist_ok=True)
    paste, settings = project / "content" / "ever-given-aground.txt", project / "pelicanconf.py"
    text = paste.read_text("utf-8")
    longest = max(text.splitlines(), key=len)

    def change(words: str) -> None:
        paste.write_text(text.replace(longest, f"{longest} Nobody was hurt."), "utf-8")
        settings.write_text(settings.read_text("utf-8") + words, "utf-8")

    with pytest.raises(Stale):
        run(project, wait=lambda: change("FOOTER = 'Other words'\n"))


def test_a_build_that_comes_to_nothing_leaves_no_store_open(project: Path) -> None:
    paste = project / "content" / "bridge.txt"
    with pytest.raises(Stale):
        run(project, wait=paste.unlink)
    paste.write_text("---\ndate: never\n---\nA headline\n", "utf-8")
    assert run(project).errors
    assert not list((project / ".newsdesk" / "cache").glob("*-wal"))  # the last to close a base takes its log away


@pytest.fixture(scope="module")
def built_brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief of the project's own stories, built."""
    project = make_project(tmp_path_factory.mktemp("brief"))
    shutil.copytree(PROJECT / "content", project / "content", dirs_exist_ok=True)
    assert not run(project).errors
    return project


@pytest.fixture
def brief_left_alone(built_brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, built when all its files can be told by their signatures."""
    return left_alone(built_brief, tmp_path, monkeypatch)


def left_alone(built: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy a project that is built into a folder, and build it as if nobody had touched it for long."""
    monkeypatch.setattr(digests, "FRESH", 0)
    shutil.copytree(built, copy, dirs_exist_ok=True)
    assert run(copy).made == ()
    return copy


def change_a_word(project: Path, name: str = "ever-given-aground") -> str:
    paste = project / "content" / f"{name}.txt"
    paste.write_text(paste.read_text("utf-8").rstrip() + " Nobody was hurt.\n", "utf-8")
    return f"stories/{name}.html"


@pytest.mark.parametrize("apart", [0, resume.APART])
def test_builds_go_on_from_where_the_last_one_left_the_stories(
    brief_left_alone: Path, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    from pelican.generators import ArticlesGenerator

    monkeypatch.setattr(resume, "MANY", 1)
    monkeypatch.setattr(resume, "APART", apart)
    project = brief_left_alone
    for name in (
        "ever-given-aground",
        "nio-stellantis-halt-lines",
        "suez-insurers-count-cost",
        "iran-declines-talks",
        "renesas-naka-fire",
    ):
        page = change_a_word(project, name)
        with monkeypatch.context() as patch:
            patch.setattr(ArticlesGenerator, "generate_context", lambda _: pytest.fail("all stories were set anew"))
            outcome = run(project)
        assert page in dict(outcome.made)
        assert (tree(project / "output"), warnings_of(outcome)) == cold_build(project)


EDITS = {
    "a headline": "title: Container ship aground across Suez Canal halts traffic in both directions\n",
    "a summary": "summary: Nobody was hurt.\n",
    "the lead": "lead: yes\n",
    "a correction": "corrections: 2021-03-24 Nobody was hurt.\n",
}
"""Lines of a header that change what other pages tell of a story."""


@pytest.mark.parametrize("edit", EDITS)
def test_what_lists_tell_of_a_story_is_changed_and_taken_back_without_setting_others_anew(
    brief_left_alone: Path, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    from pelican.generators import ArticlesGenerator

    monkeypatch.setattr(resume, "MANY", 1)
    project = brief_left_alone
    paste = project / "content" / "ever-given-aground.txt"
    text = paste.read_text("utf-8").split("---\n", 2)[2]

    def write_header(line: str = "") -> None:
        paste.write_text(f"---\ndate: 2021-03-23\n{line}---\n{text}", "utf-8")

    write_header()
    run(project)
    for line in (EDITS[edit], ""):
        write_header(line)
        with monkeypatch.context() as patch:
            patch.setattr(ArticlesGenerator, "generate_context", lambda _: pytest.fail("all stories were set anew"))
            outcome = run(project)
        assert {"index.html", "stories/ever-given-aground.html"} & dict(outcome.made).keys()
        assert (tree(project / "output"), warnings_of(outcome)) == cold_build(project)


KEY_LINES = {
    "title": "title: Bridge opens\n",
    "date": "date: 2021-03-09\n",
    "authors": "authors: Lena Hartwig\n",
    "section": "section: Ports\n",
    "tags": "tags: Basra, Tigris\n",
    "source": "source: https://harbour.example/bridge\n",
    "source_name": "source_name: The Bridge\n",
    "note": "note: Why *it* matters\nnote: to all of us.\n",
    "show": "show: excerpt\nsource: https://harbour.example/bridge\n",
    "added": "added: 2021-03-07 08:00\n",
    "edition": "edition: 2021-03-08\n",
    "publish": "publish: 2999-01-01\n",
    "via": "via: Ada https://ada.example/9\n",
    "status": "status: hidden\n",
    "summary": "summary: Lorries cross again.\n",
    "lang": "lang: de\n",
    "image": "image: images/bridge.svg\nalt: The bridge\n",
    "alt": "image: images/bridge.svg\nalt: The bridge at noon\n",
    "lead": "lead: yes\n",
    "corrections": "corrections: 2021-03-24 The bridge has two lanes.\n",
    "keep": "keep: By Ada Marsh\n",
    "drop": "drop: The harbour of Basra\n",
    "text": "text: By Ada Marsh\n",
    "crosshead": "crosshead: The harbour of Basra\n",
    "caption": "caption: The harbour of Basra\n",
}
"""A line of a header for each key that one may have."""


@pytest.fixture(scope="module")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of four stories and a picture, built."""
    project = make_project(tmp_path_factory.mktemp("project"))
    (project / "content" / "images").mkdir()
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
    (project / "content" / "images" / "bridge.svg").write_text(picture, "utf-8")
    for number, name in enumerate(NAMES[:4]):
        write(project, name, number, [number, number + 1, number + 2], 3 + number)
    assert not run(project).errors
    return project


@pytest.mark.parametrize("key", KEYS)
def test_a_header_key_is_taken_in_and_taken_back(
    built_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(resume, "MANY", 0)
    project = left_alone(built_project, tmp_path, monkeypatch)
    paste = project / "content" / "bridge.txt"
    for header in (KEY_LINES[key], ""):
        _, _, text = paste.read_text("utf-8").split("---\n", 2)
        date = "" if key == "date" and header else "date: 2021-03-03\n"
        paste.write_text(f"---\n{date}{header}---\n{text}", "utf-8")
        outcome = run(project)
        assert not outcome.errors
        assert (tree(project / "output"), warnings_of(outcome)) == cold_build(project)


@pytest.mark.parametrize("how", ["foreign", "empty"])
def test_what_is_no_forme_of_ours_runs_nothing(
    brief_left_alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    from newsdesk.press.cache import build

    class Foreign:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "run"),)

    monkeypatch.setattr(resume, "MANY", 1)
    project = brief_left_alone
    whole, snapshot = build.Cache.snapshot, pickle.dumps(Foreign()) if how == "foreign" else b""
    asked = []

    def other(self: build.Cache) -> tuple[dict[str, object], memoryview] | None:
        found = whole(self)
        asked.append(found)
        return found and (found[0], memoryview(snapshot))

    monkeypatch.setattr(build.Cache, "snapshot", other)
    change_a_word(project)
    assert not run(project).errors
    assert asked[0] and not (tmp_path / "run").exists()
    assert tree(project / "output") == cold(project)


def test_a_build_without_a_change_makes_nothing(project: Path) -> None:
    first = run(project)
    assert run(project).made == ()
    time.sleep(2.1)  # until then a file may have been written twice in one tick of the clock
    run(project)
    last = run(project)
    assert last.made == () and last.warnings == first.warnings and last.stories == first.stories
    assert last.seconds < first.seconds


BUILD = """
import sys
from newsdesk.incremental import lock
from newsdesk.press.build import build
from newsdesk.press.options import Options
build("pelicanconf.py", Options())
print(*sorted({"pelican", "newsdesk.clean", "newsdesk.corpus", "numpy"}.intersection(sys.modules)))
"""


def test_that_nothing_has_changed_is_found_without_what_makes_pages(project: Path) -> None:
    def imported() -> str:
        words = [sys.executable, "-c", BUILD]
        return subprocess.run(words, cwd=project, check=True, capture_output=True, text=True).stdout.strip()

    assert imported() == "newsdesk.clean newsdesk.corpus numpy pelican"
    time.sleep(2.1)
    imported()
    assert imported() == ""


def test_a_fresh_build_makes_everything_anew(project: Path) -> None:
    first = run(project)
    assert len(run(project, fresh=True).made) == len(first.made) > 20


def test_a_build_that_waits_tells_it_in_a_pipe_and_after_a_while_for_whom(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lock, "LONG", 0.2)
    monkeypatch.chdir(project)
    path = project / ".newsdesk" / "cache" / lock.LOCK
    seen: list[str] = []
    with lock.alone(path, seen.append):
        other = threading.Thread(target=build_and_tell, args=(settings_of(project), Options()))
        other.start()
        while "since" not in "".join(seen):
            seen.append(capfd.readouterr().err)
            assert other.is_alive()
    other.join(60)
    first, second, *more = "".join(seen).splitlines()
    assert first == "note    waiting for another build"
    assert re.fullmatch(
        rf"note    still waiting for another build: process {os.getpid()}, since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d",
        second,
    )
    assert not more and "6 stories" in capfd.readouterr().out
    assert not path.with_name(path.name + lock.HOLDER).exists()


@pytest.mark.parametrize("told", [None, b"", b"x y", b"1 " + b"9" * 30, b"1", b"\xff"])
def test_who_has_not_told_that_it_holds_the_lock_is_not_named(tmp_path: Path, told: bytes | None) -> None:
    holder = tmp_path / f"{lock.LOCK}{lock.HOLDER}"
    if told is not None:
        holder.write_bytes(told)
    assert lock._told_of(holder) == ""


def test_a_story_is_to_pelican_what_its_own_reading_would_be(project: Path) -> None:
    """Another theme or plugin must find each attribute that Pelican gives to an article."""
    from pelican.contents import Article
    from pelican.plugins import signals

    seen = []

    def look(generator: object) -> None:
        seen.extend(generator.articles)  # type: ignore[attr-defined]

    with signals.article_generator_finalized.connected_to(look):
        run(project)
    assert len(seen) == len(NAMES)
    for story in seen:
        plain = Article(story.content, dict(story.metadata), story.settings, story.source_path, story._context)
        for name in vars(plain):
            if name not in ("_content", "metadata"):
                assert getattr(plain, name) == getattr(story, name), name
        assert (plain.url, plain.save_as, plain.content, plain.summary) == (
            story.url,
            story.save_as,
            story.content,
            story.summary,
        )


def test_the_quick_way_makes_stories_as_pelicans_constructor_does(tmp_path: Path) -> None:
    from pelican.plugins import signals

    from newsdesk.press.article import Story
    from newsdesk.press.constructor import Maker

    make_project(tmp_path)
    shutil.copytree(PROJECT / "content", tmp_path / "content", dirs_exist_ok=True)
    made = []

    def look(generator: object) -> None:
        for story in generator.articles:  # type: ignore[attr-defined]
            given = (dict(story.metadata), story.source_path, story.relative_source_path)
            maker = Maker(Story, story.settings, story._context)
            plain = maker.story(*given)
            quick = maker.story(*given)
            made.append((vars(plain), vars(quick), list(maker._trusted.values())))

    with signals.article_generator_finalized.connected_to(look):
        run(tmp_path)
    assert len(made) > 12
    for plain, quick, trusted in made:
        assert trusted == [True]
        assert quick == plain
        assert all(type(quick[name]) is type(plain[name]) for name in plain)


def test_a_cache_that_cannot_be_written_costs_time_and_no_page_and_leaves_nothing(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (project / ".newsdesk").write_text("in the way", "utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    environment = {**os.environ, "TMPDIR": str(elsewhere)}
    words = [sys.executable, "-m", "tests.build_once", str(project)]
    subprocess.run(words, cwd=PROJECT, env=environment, check=True, timeout=120)
    assert not list(elsewhere.iterdir())
    assert tree(project / "output") == cold(project)


@pytest.mark.parametrize("kind", ["readings", "records"])
def test_a_store_that_is_damaged_in_its_midst_is_made_anew(project: Path, kind: str) -> None:
    run(project)
    (kv_store,) = (project / ".newsdesk").rglob(f"{kind}-*.sqlite")
    content = kv_store.read_bytes()
    half = len(content) // 2
    kv_store.write_bytes(content[:half] + b"?" * (len(content) - half))
    write(project, "ferry", 1, [4, 5], 4)
    for _ in range(2):
        outcome = run(project)
        assert not outcome.errors
        assert not any("cannot be written" in warning.reason for warning in outcome.warnings)
        assert tree(project / "output") == cold(project)


def test_a_file_that_a_plugin_wrote_first_gives_way_in_a_warm_build_too(project: Path) -> None:
    (project / "own").mkdir()
    (project / "own" / "early.py").write_text(
        "from pathlib import Path\n\nfrom pelican import signals\n\n\ndef write(generators):\n"
        '    Path(generators[0].output_path, "robots.txt").write_text("User-agent: nobody\\n")\n\n\n'
        "def register():\n    signals.all_generators_finalized.connect(write)\n",
        "utf-8",
    )
    conf = project / "pelicanconf.py"
    conf.write_text(
        conf.read_text("utf-8") + 'PLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\nPLUGINS = ["newsdesk", "early"]\n', "utf-8"
    )
    for _ in range(2):  # in processes of their own: the plugin would listen to the builds of other tests
        subprocess.run([sys.executable, "-m", "tests.build_once", str(project)], cwd=PROJECT, check=True)
    assert "nobody" not in (project / "output" / "robots.txt").read_text("utf-8")


FOLLOWED = """
def size(story): return len(story.content)
def is_long(story): return len(story.content) > 700
JINJA_GLOBALS = {"size": size}
JINJA_FILTERS = {"size": size, "wordcount": size}
JINJA_TESTS = {"long": is_long}
WORD = "content"
"""


@pytest.mark.parametrize(
    "part",
    [
        "{% for item in articles %}{{ size(item) }} {% endfor %}",
        "{% for item in articles %}{{ item is long }} {% endfor %}",
        "{{ articles|first|size }} {{ articles|last|size }}",
        "{{ articles|map('size')|join(' ') }}",
        "{% for item in articles %}{{ item|wordcount }} {% endfor %}",
        "{{ articles|select('long')|list|length }}",
        "{% for item in articles %}{{ item[WORD]|length }} {% endfor %}",
        "{% for item in articles %}{{ item|attr(WORD)|length }} {% endfor %}",
        "{{ articles|map(attribute=WORD)|map('length')|join(' ') }}",
        "{% set how = size %}{% for item in articles %}{{ how(item) }} {% endfor %}",
        "{% for item in articles %}{{ [item][0]|size }} {{ (item if true else 0)|size }} {% endfor %}",
    ],
)
def test_a_template_that_cannot_be_followed_is_made_at_every_build(project: Path, part: str) -> None:
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings_file:
        settings_file.write(FOLLOWED)
    template = project / "theme/templates/tag.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% block main %}", "{% block main %}" + part, 1), "utf-8")
    assert template.read_text("utf-8") != text
    run(project)
    for path in (project / "content").glob("*.txt"):
        path.write_text(path.read_text("utf-8") + "\nThe last ferry left at dawn, and nobody was on it.\n", "utf-8")
        break
    outcome = run(project)
    assert [template for template, _ in outcome.troubles] == ["tag.html"]
    assert tree(project / "output") == cold(project)


def test_a_setting_that_is_a_set_makes_no_build_a_cold_one(project: Path) -> None:
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings_file:
        settings_file.write('WORDS = {"one", "two", "three", "four", "five"}\nMORE = {"a": [{"x", "y", "z"}]}\n')
    command = [sys.executable, "-c", BUILD_ONCE, str(project)]
    environment = {**os.environ, "PYTHONHASHSEED": "random"}
    for _ in range(3):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"]


BUILD_ONCE = """
import os, sys
os.chdir(sys.argv[1])
from newsdesk.incremental import lock
from newsdesk.press.build import build
from newsdesk.press.options import Options
print(len(build("pelicanconf.py", Options()).made))
"""


READER = """
from pelican import signals
from pelican.readers import BaseReader

class OrgReader(BaseReader):
    enabled = True
    file_extensions = ["org"]

    def read(self, path):
        with open(path, encoding="utf-8") as stream:
            title, _, text = stream.read().partition("\\n")
        return f"<p>{text}</p>", {"title": title, "date": self.process_metadata("date", "2021-03-02")}

def add(readers):
    readers.reader_classes["org"] = OrgReader

def register():
    signals.readers_init.connect(add)
"""


def test_what_another_plugin_reads_is_not_told_as_left(project: Path) -> None:
    (project / "more").mkdir()
    (project / "more/orgreader.py").write_text(READER, "utf-8")
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings_file:
        settings_file.write('PLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\nPLUGINS = [*PLUGINS, "orgreader"]\n')
    (project / "content/dam.org").write_text("A dam is mended\nThe dam at Mosul was mended.\n", "utf-8")
    (project / "content/notes.adoc").write_text("Notes\n", "utf-8")
    outcome = run(project)
    assert "The dam at Mosul" in (project / "output/stories/dam.html").read_text("utf-8")
    assert [Path(warning.path).name for warning in outcome.warnings if "was not read" in warning.reason] == [
        "notes.adoc"
    ]


def test_a_build_needs_nothing_that_windows_lacks(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    shutil.copytree(PROJECT / "content", project / "content", dirs_exist_ok=True)
    command = [sys.executable, str(Path(__file__).with_name("without_posix.py")), "pelicanconf.py"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    held = 1
    assert done.stdout.split() == [str(len(list((project / "content").glob("*.txt"))) - held)]
    assert tree(project / "output") == cold(project)


@POSIX
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_helpers_of_a_killed_build_hold_up_no_other(tmp_path: Path, how: str) -> None:
    project = make_project(tmp_path)
    for number in range(80):
        write(project, f"story-{number}", number % 6, [number % 6, (number + 1) % 6], 1 + number % 28)
    first = subprocess.Popen([sys.executable, "-c", BUILD_ONCE, str(project)], stdout=subprocess.PIPE, text=True)
    children = Path(f"/proc/{first.pid}/task/{first.pid}/children")
    while not children.read_text("utf-8").strip():
        assert first.poll() is None, "the build ended before it had helpers"
        time.sleep(0.005)
    helpers = children.read_text("utf-8").split()
    assert first.poll() is None, "the build ended before it could be killed"
    first.send_signal(signal.Signals[how])
    first.wait()
    done = subprocess.run([sys.executable, "-c", BUILD_ONCE, str(project)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not any(map(is_running, helpers))


def is_running(process: str) -> bool:
    """True for a process that runs; one that has ended has no command line, even if nobody has asked for its end."""
    command = Path(f"/proc/{process}/cmdline")
    return command.exists() and bool(command.read_bytes())

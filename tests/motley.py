"""A brief in which everything occurs at once: what the sample brief is too tidy for."""

from __future__ import annotations

import random
import shutil
import struct
import zlib
from pathlib import Path

from .conftest import PROJECT, story

VOCABULARY = """
[[tag]]
name = "Saltmouth"
kind = "place"
about = "A harbour & its <town>, on the \\"east\\" coast."

[[tag]]
name = "R&D"
kind = "topic"
"""
LATEST = """---
lead: yes
image: images/quay.png
alt: A ship at the "quay" & two cranes
source: https://example.org/harbour?a=1&b=2
tags: Saltmouth, R&D, O'Neill
section: Ports & Docks
corrections: 2021-03-05 the number of cranes was wrong: two & not <three>
---
"""
BODY = """A crane stands idle. (Photo: Ada Marsh/Harbour Press)

Two cranes & a <b>barge</b> lie "idle" until 3 March 2021, when 2 < 3 and R&D begins at O'Neill. <script>alert(1)</script>

What the harbour needs

The master counted the ships that wait, by the tons they carry and the days they have waited so far:

Ship\tTons\tDays\tComes from\tCarries\tBelongs to
Anna\t4,000\t3\tConstantinople\tGrain\tHarbour-Navigation-Company
Berta\t12,000\t4\tThessaloniki\tTimber\tHarbour-Navigation-Company

These are the reasons that he gave on Wednesday to the council of the town, which had asked for them:

- One crane is old and has not been looked at since the spring
- The other crane is new, and nobody has learned to work it yet

The port expects to work through the night, and to ask for https://example.org/a-very-long-address/that/goes/on/and/on/without-a-single-space/until/the/line/is/full in the morning."""
ARABIC = """---
lang: ar
section: Ports & Docks
tags: Saltmouth
date: 2021-03-02
---
ميناء Saltmouth يعود إلى العمل بعد العاصفة

بقلم سلمى الحداد وكريم عدلي

استقبل الميناء يوم الأربعاء أول سفينة بعد أربعة أيام من العواصف، كما قال مدير الميناء في بيان نشرته Harbour Press صباح اليوم.

وتعمل رافعتان (Liebherr) من جديد، بحسب البيان.
"""
MANY = 101
"""Stories of one section and author: more than any page lists."""
SEA = (
    "anchor ballast barge beacon boom bow bridge buoy cabin cable cargo chain chart cleat compass crane crew current deck dinghy "
    "dock draught dredger ebb ferry flag flood foghorn funnel galley gangway grain gull hatch hawser helm hull islet jetty keel "
    "ladder lantern launch ledger lighter mast mole mooring net oar pier pilot port quay ramp reef rope rudder sail sandbar "
    "schooner shoal sluice stern strait tanker tiller tug valve wake wharf winch"
).split()


def write(content: Path) -> Path:
    """Write the brief's pastes, and return their folder."""
    for folder in ("images", "pages"):
        (content / folder).mkdir(parents=True)
    (content / "images/quay.png").write_bytes(png(48, 32))
    files = {
        "tags.toml": VOCABULARY,
        "harbour.txt": LATEST + story(body=BODY, tail="0 Comment(s)"),
        "ferries.txt": story("Ferries & <barges> tied up for a week", byline="", date="3 March 2021"),
        "older.txt": "---\ntitle: Harbour shuts, again\nstatus: published\n---\n" + story(date="26 February 2021"),
        "arabic.txt": ARABIC,
        "hidden.txt": "---\nstatus: hidden\ntags: Nowhere Else\nsection: Nowhere\n---\n"
        + story("A hidden story of it"),
        "draft.txt": "---\nstatus: draft\n---\n" + story("A draft"),
        "markdown.md": "Title: A story in Markdown\nDate: 2021-03-01 14:30\n\nSee [the harbour]({filename}harbour.txt), *soon*.\n",
        "pages/about.md": "Title: About *us* & you\n\n## How we work\n\nSee [a story]({filename}../harbour.txt).\n",
    }
    for number in range(MANY):
        header = f"---\nsection: Tides\nauthors: Tide Clerk\ntags: Tides\ndate: 2021-01-{1 + number % 28:02}\n---\n"
        chance = random.Random(number)
        lede, body = (
            f"Among the {' '.join(chance.sample(SEA, 30))} the tide will stand at {number} feet." for _ in range(2)
        )
        title = f"Tide table number {number} is out, and the {' '.join(chance.sample(SEA, 4))} warns"
        text = story(title, lede=lede, body=body, byline="", date="")
        files[f"tide-{number}.txt"] = header + text
    for name, text in files.items():
        (content / name).write_text(text, "utf-8")
    return content


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x99" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def copy(given: Path, to: Path) -> None:
    """Copy a file, or a folder without what Python has compiled."""
    if given.is_dir():
        shutil.copytree(given, to, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(given, to)


def project(folder: Path, **changes: object) -> Path:
    """Return a project of ours with settings changed; its pastes are its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("theme", "plugins", "tasks.py"):
        copy(PROJECT / name, folder / name)
    settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
    rows = [f"{name} = {value!r}" for name, value in changes.items()]
    (folder / "pelicanconf.py").write_text("\n".join([settings, *rows, ""]), "utf-8")
    return folder

"""The real paste this project began with must come out perfect. It is not ours, and not part of the project."""

from __future__ import annotations

import json
import re
import shutil

import html5lib
import pytest

from .conftest import PROJECT, SHARED, Desk, Invoke

SEED = SHARED / "seed" / "us-strikes-syria.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"no {SEED.name} beside the project")


def test_the_seed_is_read_as_a_sub_editor_would(invoke: Invoke) -> None:
    found = json.loads(invoke("explain", "--json", str(SEED)).stdout)
    pasted = SEED.read_text("utf-8").splitlines()
    assert (found["section"], found["authors"], found["date"]) == (
        "Iraq",
        ["Al-Mashareq", "AFP"],
        "2021-02-25",
    )
    assert found["headline"] == pasted[2]
    assert "February 25" in found["date_evidence"] and "2021" in found["date_evidence"]
    roles = [block["role"] for block in found["blocks"]]
    assert (roles.count("body"), roles.count("caption"), roles.count("crosshead")) == (28, 2, 2)
    assert len(roles) == 32
    assert [block["text"] for block in found["blocks"] if block["role"] == "crosshead"] == [
        "Reprisal for rocket attacks",
        "Weapons smuggling route",
    ]
    removed = {label["line"]: label["rule"] for label in found["labels"] if label["role"] in ("boilerplate", "repeat")}
    assert removed == {
        9: "caption-twice",
        21: "caption-twice",
        75: "reader-poll",
        77: "comment-form",
        78: "comment-form",
    }
    bodies = [block["text"] for block in found["blocks"] if block["role"] == "body"]
    assert bodies == [
        line
        for number, line in enumerate(pasted, 1)
        if number > 9 and number < 75 and len(line) > 60 and number not in (19, 21)
    ]
    assert bodies[-1].endswith("the Observatory said.")


@pytest.mark.parametrize("with_vocabulary", [True, False])
def test_the_seed_is_published_whole(desk: Desk, with_vocabulary: bool) -> None:
    shutil.copy(SEED, desk.content / "us-strikes-syria.txt")
    if with_vocabulary:
        shutil.copy(PROJECT / "content" / "tags.toml", desk.content)
    done = desk.build()
    assert done.returncode == 0, done.stderr
    row = desk.catalog()["us-strikes-syria"]
    assert row["title"].endswith("send ‘unambiguous message’")
    assert {"Iraq", "Syria", "Iran", "Kataib Hizbullah", "Erbil"} <= set(row["tags"])
    page = html5lib.parse(desk.page("stories/us-strikes-syria.html"), namespaceHTMLElements=False)
    body = page.find(".//div[@class='body']")
    assert len(body.findall("p")) == 28
    assert ["".join(caption.itertext())[-9:] for caption in body.iter("figcaption")] == [
        "[CENTCOM]",
        "[CENTCOM]",
    ]
    words = re.findall(r"\w+", " ".join("".join(p.itertext()) for p in body.findall("p")))
    pasted = SEED.read_text("utf-8").splitlines()
    assert words == re.findall(
        r"\w+", " ".join(pasted[n - 1] for n in range(11, 74) if pasted[n - 1] and n not in (19, 21, 37, 63))
    )

"""`invoke publish`: what is built goes up, whatever is there, and what fails half-way is told and mended."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from moto.s3.models import s3_backends

from newsdesk.publishing.publish import publish, target_of
from newsdesk.publishing.site import NotSent

from .conftest import POSIX, PROJECT, Invoke, missing, story, tree
from .places import Place, Storage, a_branch, a_bucket, a_daemon, a_folder, a_storage, cut_off, git
from .test_warm import make_project

pytestmark = POSIX

FILES = {
    "index.html": b"<h1>The brief</h1>",
    "stories/harbour.html": b"<h1>Harbour reopens</h1>",
    "stories/دلتا.html": "<h1>دلتا</h1>".encode(),
    "feeds/all.rss.xml": b"<rss/>",
    "images/quay one.png": bytes(range(256)),
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site, with what is nobody's to read, in a repository of its own."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "a-secret", "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
        "GIT_COMMITTER_NAME": "Ada Marsh", "GIT_COMMITTER_EMAIL": "ada@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "output"
    for name, content in {**FILES, ".newsdesk": b"ours", "stories/.newsdesk/cache/kept.bin": b"secret"}.items():
        put(folder, name, content)
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Storage]:
    """An S3 server."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with a_storage() as found:
            yield found


@pytest.fixture
def storage(server: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """The S3 server, to which the environment leads, and which refuses nothing."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
    monkeypatch.setattr(server, "refused", lambda _method, _path: False)
    server.asked.clear()
    return server


KINDS = ["branch", "bucket", "folder", *(["daemon"] if "rsync" not in missing() else ())]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, site: Path, storage: Storage) -> Iterator[Place]:
    """Each kind of place, with nothing in it."""
    with ExitStack() as stack:
        if request.param == "bucket":
            yield stack.enter_context(a_bucket(storage))
        else:
            there = {"branch": a_branch, "daemon": a_daemon, "folder": a_folder}[request.param]
            yield stack.enter_context(there(site.parent))


def put(folder: Path, name: str, content: bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def send(site: Path, to: str, *, dry_run: bool = False, allow_removal: bool = False) -> list[str]:
    """Publish, and return what is told."""
    told: list[str] = []
    publish(site, target_of(to), to, told.append, dry_run, allow_removal)
    return told


def refusal(site: Path, to: str) -> str:
    """Publish in vain, and return the reason."""
    with pytest.raises(NotSent) as caught:
        send(site, to)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


def test_a_place_holds_what_was_built_and_nothing_else(site: Path, place: Place) -> None:
    told = send(site, place.to)
    assert place.held() == FILES
    assert told[0] == f"to change at {place.to}: 5 added, 0 changed, 0 removed, 0 unchanged"
    assert told[1:6] == [f"  + {name}" for name in sorted(FILES)]
    assert told[6:] == [f"{place.to}: 5 added, 0 changed, 0 removed, 0 unchanged"]
    os.utime(site / "index.html", (0, 0))
    assert send(site, place.to)[1:] == [f"{place.to}: all was there"]


def test_only_what_differs_is_listed_and_a_dry_run_sends_nothing(site: Path, place: Place) -> None:
    send(site, place.to)
    put(site, "index.html", b"<h1>The news</h1>")  # as long as it was
    put(site, "stories/ferry.html", b"<h1>Ferry</h1>")
    (site / "images/quay one.png").unlink()
    told = send(site, place.to, dry_run=True)
    assert told == [
        f"to change at {place.to}: 1 added, 1 changed, 1 removed, 3 unchanged",
        "  + stories/ferry.html", "  * index.html", "  - images/quay one.png",
        "nothing was sent, as asked for with --dry-run",
    ]  # fmt: skip
    assert place.held() == FILES
    send(site, place.to)
    assert place.held().keys() == FILES.keys() - {"images/quay one.png"} | {"stories/ferry.html"}
    assert place.held()["index.html"] == b"<h1>The news</h1>"


def test_most_of_what_is_there_goes_only_if_that_is_meant(site: Path, place: Place) -> None:
    send(site, place.to)
    for name in list(FILES)[1:]:
        (site / name).unlink()
    assert "4 of the 5 files" in refusal(site, place.to)
    assert place.held() == FILES
    send(site, place.to, allow_removal=True)
    assert place.held() == {"index.html": FILES["index.html"]}


def test_no_more_than_twenty_names_are_listed(site: Path, tmp_path: Path) -> None:
    for number in range(30):
        put(site, f"stories/{number:02}.html", b"x")
    told = send(site, f"folder:{tmp_path / 'srv'}", dry_run=True)
    assert len(told) == 23 and told[21] == "  ... and 15 more"
    assert not (tmp_path / "srv").exists()


def test_a_link_in_the_output_is_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "keys.txt").symlink_to("/etc/hostname")
    assert "keys.txt: is a link" in refusal(site, f"folder:{tmp_path / 'srv'}")


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("", "PUBLISH_TO is empty"), ("ftp:host", "no place to publish to"), ("gh-pages:--all", "no name of a remote"),
        ("rsync:--rsh=x", "no place for rsync"), ("rsync:", "no place for rsync"), ("rsync:host:", "no place for rsync"), ("rsync:host", "no place for rsync"), ("rsync:/srv/brief", "no place for rsync"),
        ("s3://", "no bucket"), ("s3://a b/c", "no bucket"), ("folder:", "names no folder"), ("cloudflare-pages:", "no project"),
        ("gh-pages:upstream", "git: "),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_told_in_one_line(site: Path, to: str, told: str) -> None:
    assert told in refusal(site, to)


def test_no_password_of_an_address_is_told(rsync: str, site: Path, tmp_path: Path) -> None:
    assert "hunter2" not in refusal(site, "rsync://ada:hunter2@127.0.0.1:1/brief/")
    git("init", "--quiet", cwd=tmp_path)
    git("remote", "add", "origin", "http://ada:hunter2@127.0.0.1:1/brief.git", cwd=tmp_path)
    told = refusal(site, "gh-pages")
    assert "127.0.0.1" in told and "hunter2" not in told


# ---- Half-way --------------------------------------------------------------------------------------------------------


def test_a_push_that_the_host_refuses_changes_nothing_and_the_next_one_goes_through(site: Path, tmp_path: Path) -> None:
    with a_branch(tmp_path) as place:
        send(site, place.to)
        put(site, "stories/ferry.html", b"<h1>Ferry</h1>")
        hook = tmp_path / "bare.git/hooks/pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 'the host is full' >&2\nexit 1\n")
        hook.chmod(0o755)
        told = refusal(site, place.to)
        assert "the host is full; 0 of 1 changes are up, 1 are not; mend that, and publish again" in told
        assert place.held() == FILES
        hook.unlink()
        send(site, place.to)
        assert "stories/ferry.html" in place.held()
        assert git("rev-list", "--count", "gh-pages", cwd=tmp_path / "bare.git").strip() == "2"


def test_a_domain_that_the_hosts_settings_wrote_stays(site: Path, tmp_path: Path) -> None:
    with a_branch(tmp_path) as place:
        send(site, place.to)
        git("clone", "--quiet", "--branch", "gh-pages", "bare.git", "copy", cwd=tmp_path)
        (tmp_path / "copy/CNAME").write_text("brief.example.org\n")
        for words in (
            ("add", "CNAME"),
            ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Domain"),
            ("push", "-q"),
        ):
            git(*words, cwd=tmp_path / "copy")
        put(site, "index.html", b"<h1>The news</h1>")
        assert "0 removed" in send(site, place.to)[-1]
        assert place.held()["CNAME"].strip() == b"brief.example.org"


@pytest.mark.parametrize("and_all_later", [False, True], ids=["one connection", "the daemon"])
def test_a_daemon_that_is_cut_off_is_told_and_the_next_run_mends_it(
    rsync: str, site: Path, tmp_path: Path, and_all_later: bool
) -> None:
    for number in range(8):
        put(site, f"images/{number}.png", random.Random(number).randbytes(200_000))
    with a_daemon(tmp_path) as place:
        port = int(re.findall(r":(\d+)/", place.to)[0])
        with cut_off(port, connection=2, after=700_000, and_all_later=and_all_later) as other:
            told = refusal(site, place.to.replace(str(port), str(other)))
        if and_all_later:
            assert "how many of the 13 changes are up cannot be told" in told
        else:
            up = re.search(r"(\d+) of 13 changes are up, (\d+) are not", told)
            assert up and int(up[1]) + int(up[2]) == 13 and 0 < int(up[1]) < 13, told
        assert len(place.held()) < 13
        send(site, place.to)
        assert {name: text for name, text in tree(site).items() if ".newsdesk" not in name} == place.held()


def test_a_bucket_that_refuses_some_files_is_told_and_the_next_run_mends_it(site: Path, storage: Storage) -> None:
    with a_bucket(storage) as place:
        storage.refused = lambda method, path: method == "PUT" and path.endswith("stories/harbour.html")
        told = refusal(site, place.to)
        up = len(place.held())
        assert (
            "AccessDenied" in told and f"{up} of 5 changes are up, {5 - up} are not" in told and "a-secret" not in told
        )
        assert place.held().keys() >= {"feeds/all.rss.xml", "images/quay one.png"}
        storage.refused = lambda _method, _path: False
        send(site, place.to)
        assert place.held() == FILES


def test_a_bucket_that_removes_nothing_is_told(site: Path, storage: Storage) -> None:
    with a_bucket(storage) as place:
        send(site, place.to)
        (site / "images/quay one.png").unlink()
        storage.refused = lambda method, _path: method == "POST"
        assert "0 of 1 changes are up" in refusal(site, place.to)
        assert place.held() == FILES


def test_keys_that_are_wrong_or_missing_are_one_line_without_them(
    site: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_bucket(storage) as place:
        storage.refused = lambda _method, _path: True
        assert "AccessDenied" in refusal(site, place.to)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
            monkeypatch.setenv(name, "/nowhere")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        assert "Unable to locate credentials" in refusal(site, place.to)
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://ada:hunter2@127.0.0.1:1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
        assert not re.search("hunter2|a-secret", refusal(site, place.to))


def test_a_bucket_gets_pages_after_what_they_need_with_types_and_how_long_to_keep_them(
    site: Path, storage: Storage
) -> None:
    with a_bucket(storage) as place:
        put(site, "pictures/quay-640-1f0c3a9b.webp", b"webp")
        put(site, "old.css", b"a{}")
        send(site, place.to)
        (site / "old.css").unlink()
        put(site, "new.css", b"b{}")
        put(site, "index.html", b"<h1>The news</h1>")
        storage.asked.clear()
        send(site, place.to)
        changes = [(method, path.rpartition("/")[2]) for method, path in storage.asked if method in ("PUT", "POST")]
        assert (
            changes[:2] == [("PUT", "new.css"), ("PUT", "index.html")] and changes[2][0] == "POST" and len(changes) == 3
        )
        bucket = place.to.split("/")[2]
        found = {
            name: storage.client.head_object(Bucket=bucket, Key=f"brief/{name}")
            for name in ("index.html", "images/quay one.png", "pictures/quay-640-1f0c3a9b.webp")
        }
        assert [row["ContentType"] for row in found.values()] == ["text/html; charset=utf-8", "image/png", "image/webp"]
        ages = [int(re.findall(r"max-age=(\d+)", row["CacheControl"])[0]) for row in found.values()]
        assert ages == [300, 604800, 31536000]


def test_a_bucket_that_encrypts_is_asked_what_was_put_where_its_list_tells_another_digest(
    site: Path, storage: Storage
) -> None:
    """As S3 does under a key of AWS KMS; moto encrypts nothing, so the digests that it tells are changed here."""
    with a_bucket(storage) as place:
        send(site, place.to)
        bucket = place.to.split("/")[2]
        for account in s3_backends.values():
            for key in account["aws"].buckets[bucket].keys.values():
                key._etag = key.etag[::-1]
        (told,) = {
            row["ETag"] for row in storage.client.list_objects_v2(Bucket=bucket, Prefix="brief/index")["Contents"]
        }
        assert told.strip('"') != hashlib.md5(FILES["index.html"]).hexdigest()
        assert send(site, place.to)[1:] == [f"{place.to}: all was there"]
        put(site, "index.html", b"<h1>The news</h1>")
        storage.client.put_object(Bucket=bucket, Key="brief/images/quay one.png", Body=b"somebody else's")
        storage.asked.clear()
        assert send(site, place.to)[1:3] == ["  * images/quay one.png", "  * index.html"]
        assert place.held() == FILES | {"index.html": b"<h1>The news</h1>"}
        assert len([path for method, path in storage.asked if method == "PUT"]) == 2


def test_a_folder_that_takes_only_a_part_is_told_and_the_next_run_mends_it(site: Path, tmp_path: Path) -> None:
    deep = tmp_path / "srv"
    while len(str(deep)) < 3800:
        deep /= "d" * 200
    deep = deep / ("d" * (4000 - len(str(deep))))
    put(site, "stories/" + "w" * 200 + ".html", b"<h1>W</h1>")  # its path is longer than a system takes
    told = refusal(site, f"folder:{deep}")
    assert "5 of 6 changes are up, 1 are not" in told or "4 of 6 changes are up, 2 are not" in told
    (site / ("stories/" + "w" * 200 + ".html")).rename(site / "stories/w.html")
    send(site, f"folder:{deep}")
    assert (deep / "stories/w.html").read_bytes() == b"<h1>W</h1>" and (deep / "index.html").exists()


def test_a_folder_with_other_files_or_of_the_build_is_refused(site: Path, tmp_path: Path) -> None:
    put(tmp_path, "srv/letters.txt", b"Dear Ada")
    assert "holds files that no build has made" in refusal(site, f"folder:{tmp_path / 'srv'}")
    for other in (site, site / "below", tmp_path):
        assert "name another" in refusal(site, f"folder:{other}")
    assert (tmp_path / "srv/letters.txt").exists()


# ---- Programs of hosts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("to", "program"), [("netlify", "netlify"), ("cloudflare-pages:brief", "wrangler")])
def test_a_hosts_own_program_is_handed_the_sites_files(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, program: str
) -> None:
    """The hosts cannot be had without an account: what their program would be handed is looked at."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin:/bin")
    if shutil.which(program) is None:
        assert f"{program} is not installed; get it with: npm install" in refusal(site, to)
    put(
        tmp_path,
        f"bin/{program}",
        b'#!/bin/sh\nfor word; do [ -d "$word" ] && cp -r "$word" handed; done\necho "$@" > words\n',
    )
    (tmp_path / "bin" / program).chmod(0o755)
    told = send(site, to, dry_run=True)
    assert told[0] == f"{to} does not tell beforehand what will change" and not (tmp_path / "words").exists()
    assert send(site, to)[-1] == f"{to}: 5 files are up"
    assert tree(tmp_path / "handed") == FILES
    words = (tmp_path / "words").read_text().split()
    assert words[0] == ("deploy" if program == "netlify" else "pages") and (
        "--prod" in words or "--project-name=brief" in words
    )
    put(
        tmp_path,
        f"bin/{program}",
        b"#!/bin/sh\necho 'Error: not logged in to https://ada:hunter2@example.org' >&2\nexit 1\n",
    )
    assert refusal(site, to).startswith(f"{program}: Error: not logged in to https://example.org")


# ---- The task --------------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A brief with one story."""
    folder = make_project(tmp_path)
    shutil.copy(PROJECT / "tasks.py", folder)
    (folder / "content/port.txt").write_text(story())
    return folder


def test_publish_builds_and_sends(invoke: Invoke, project: Path, tmp_path: Path) -> None:
    settings = project / "pelicanconf.py"
    text, there = settings.read_text("utf-8"), tmp_path / "srv"
    settings.write_text(text.replace('PUBLISH_TO = ""', f'PUBLISH_TO = "folder:{there}"'), "utf-8")
    done = invoke("publish", "--dry-run", cwd=project)
    assert done.returncode == 0 and "nothing was sent" in done.stdout and not there.exists(), done.stderr
    done = invoke("publish", cwd=project)
    assert done.returncode == 0, done.stderr
    assert tree(there).keys() == tree(project / "output").keys()
    assert "Harbour reopens" in (there / "stories/port.html").read_text("utf-8")


def test_a_dry_run_of_a_build_lists_what_would_change_and_changes_nothing(invoke: Invoke, project: Path) -> None:
    assert "  + stories/port.html" in invoke("build", "--dry-run", cwd=project).stdout
    assert not (project / "output").exists()
    assert invoke("build", cwd=project).returncode == 0
    before = tree(project / "output")
    assert "to change: 0 added, 0 changed, 0 removed" in invoke("build", "--dry-run", cwd=project).stdout
    (project / "content/port.txt").rename(project / "content/quay.txt")
    told = invoke("build", "--dry-run", cwd=project).stdout.splitlines()
    assert {"  + stories/quay.html", "  * index.html", "  - stories/port.html"} <= {*told}
    assert tree(project / "output") == before
    done = invoke("build", cwd=project).stdout
    added, changed, removed, unchanged = (int(word) for word in re.findall(r"\d+", told[-2]))
    assert f"{added + changed} files written, {unchanged} unchanged, {removed} removed" in done


def changed_settings(project: Path, old: str, new: str) -> None:
    path = project / "pelicanconf.py"
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda project: (project / "content/bad.txt").write_text("---\ntitel: x\n---\n"), "did you mean 'title'"),
        (lambda project: changed_settings(project, "SITEURL = .*", 'SITEURL = ""'), "SITEURL is empty"),
        (lambda project: changed_settings(project, "SITENAME = .*", "SITENAME = ("), "cannot be read"),
    ],
    ids=["a paste", "no address", "settings"],
)
def test_nothing_is_sent_if_anything_is_wrong(
    invoke: Invoke, project: Path, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(project)
    done = invoke("publish", "--to", f"folder:{tmp_path / 'srv'}", cwd=project)
    assert done.returncode == 1 and told in done.stderr
    assert not (tmp_path / "srv").exists()


def test_a_brief_that_names_no_place_is_told_which_there_are(invoke: Invoke, project: Path) -> None:
    done = invoke("publish", cwd=project)
    assert done.returncode == 1 and "PUBLISH_TO is empty" in done.stderr and "s3://" in done.stderr
    assert not (project / "output").exists()

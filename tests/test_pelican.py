"""What the project uses of Pelican's inside, by name: another version that has changed it is told here first."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pelican
import pytest
from pelican import Pelican, log, readers, utils
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import URLWrapper
from pelican.writers import Writer

from newsdesk.press.cache.snapshot import LISTS, OWN
from newsdesk.press.fingerprints.values import NAMING
from newsdesk.press.log_capture import NO_ADDRESS, NO_MATTER

CALLED: list[tuple[Any, str, str]] = [
    (Pelican, "_get_generator_classes", "self"),
    (ArticlesGenerator, "get_cached_data", "self filename default"),
    (ArticlesGenerator, "cache_data", "self filename data"),
    (ArticlesGenerator, "get_files", "self paths exclude extensions"),
    (ArticlesGenerator, "generate_articles", "self write"),
    (ArticlesGenerator, "generate_tags", "self write"),
    (ArticlesGenerator, "generate_categories", "self write"),
    (ArticlesGenerator, "generate_authors", "self write"),
    (ArticlesGenerator, "check_disabled_readers", "self"),
    (
        Writer,
        "write_file",
        "self name template context relative_urls paginated template_name override_output url kwargs",
    ),
    (Writer, "write_feed", "self elements context path url feed_type override_output feed_title"),
    (Writer, "_open_w", "self filename encoding override"),
    (Writer, "_create_new_feed", "self feed_type feed_title context"),
    (Writer, "_add_item_to_the_feed", "self feed item"),
    (Article, "_update_content", "self content siteurl"),
    (Article, "_expand_settings", "self key"),
    (Article, "get_url_setting", "self key"),
    (Article, "get_static_links", "self"),
    (Article, "get_relative_source_path", "self source_path"),
    (Article, "is_valid", "self"),
    (readers, "default_metadata", "settings process"),
    (readers, "path_metadata", "full_path source_path settings"),
    (readers, "parse_path_metadata", "source_path settings process"),
    (utils, "set_date_tzinfo", "d tz_name"),
]


@pytest.mark.parametrize(("holder", "name", "parameters"), CALLED, ids=[name for _, name, _ in CALLED])
def test_a_function_is_there_and_is_called_as_before(holder: Any, name: str, parameters: str) -> None:
    assert list(inspect.signature(getattr(holder, name)).parameters) == parameters.split()


def test_objects_hold_what_is_read_of_them(tmp_path: Path) -> None:
    settings = {**DEFAULT_CONFIG, "PATH": str(tmp_path), "OUTPUT_PATH": str(tmp_path)}
    writer = Writer(str(tmp_path), settings)
    assert isinstance(writer._written_files, set) and isinstance(writer._overridden_files, set)
    story = Article("<p>Text</p>", {"title": "Ferry", "summary": "Words"}, settings, str(tmp_path / "a.txt"), {})
    assert {"_content", "_summary", "_status", "_context", "metadata", "source_path"} <= vars(story).keys()
    assert story.default_template == "article"
    name = URLWrapper("Ferry", settings)
    assert name.slug == "ferry" and vars(name).keys() - {"settings"} <= NAMING
    generator = ArticlesGenerator({}, settings, str(tmp_path), settings["THEME"], str(tmp_path))
    assert all(hasattr(generator, each) for each in {*LISTS, *OWN} - {"period_archives", "related_posts"})
    assert hasattr(generator.env, "bytecode_cache")
    assert log.console.quiet is False


@pytest.mark.parametrize("words", [*NO_MATTER, NO_ADDRESS])
def test_a_warning_that_is_left_out_or_told_in_other_words_is_still_worded_so(words: str) -> None:
    sources = [path.read_text("utf-8") for path in Path(pelican.__file__).parent.rglob("*.py")]
    assert any(words in source for source in sources)

"""Settings of the manual: pages alone, made by the newsdesk as any brief's."""

SITENAME = "The newsdesk"
SITESUBTITLE = "The manual of a static site generator for a curated news brief"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
FOOTER = "Made by the newsdesk itself."
MENUITEMS = [
    ("The day", "day.html"),
    ("Header and tables", "header.html"),
    ("Settings", "settings.html"),
    ("Commands", "commands.html"),
    ("Hosting", "hosting.html"),
]

PATH = "manual"
PAGE_PATHS = [""]
ARTICLE_PATHS = []
OUTPUT_PATH = "../manual"
THEME = "../theme"
PLUGIN_PATHS = ["../plugins"]
PLUGINS = ["newsdesk"]
RELATIVE_URLS = True
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_TRANSLATION_ID = False
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = []
SEARCH = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
DEFAULT_PAGINATION = False

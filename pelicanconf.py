"""Settings of the brief. The first part is yours; the second is how the newsdesk sets Pelican."""

# ---- Yours -----------------------------------------------------------------------------------------------------------

SITENAME = "The Brief"
SITESUBTITLE = "A sample brief on security, policy and industry"
SITEURL = "https://brief.example.org"
"""Where the site will stand, without a slash at its end. Pages link to each other relatively, and work anywhere; feeds
and canonical addresses need this one. `invoke build --siteurl URL` overrides it."""
TIMEZONE = "UTC"
"""The editions' time zone, too: it decides on which day a story came out."""
EDITION = "day"
"""What an edition is: "day" or "week". A story with `lead: yes` in its header opens it."""
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "News"
"""The section of a story whose paste names none."""
FEED_MAX_ITEMS = 50
MENU_SECTIONS = 5
"""So many sections are in the menu at the top, those with the most stories; or their names: ["Trade", "Iraq"]. All are on
the archive page."""
MENUITEMS = []
"""More of the menu: ("Podcast", "podcast.html") or ("Jobs", "https://example.org/jobs")."""
EXCERPT_WORDS = 120
"""Words of a story that is shown as an excerpt, at most."""
LINKS_LEAD_TO = "original"
"""Where a link's headline leads in lists and feeds: "original", or "page", the brief's own of it."""
NOTES = "below"
"""Where the editor's note stands in lists and e-mails: "below" the summary, or "instead" of it."""
SEARCH = True
"""A search page, if pagefind is installed: `pip install -e '.[search]'`."""
TRUST_HTML = False
"""True: raw HTML in your own pages, under pages/ and in stories in Markdown, stays as it is, scripts and all. Else what could run
in a reader's browser is taken out."""
MARKDOWN_AS_PASTES = True
"""Stories in Markdown get tags, related stories and a summary in plain words, as pastes do; False: all in Markdown is as Pelican
makes it, and raw HTML stays."""
SUBSCRIBE_EMAIL = ""
"""Where readers sign up for the edition by e-mail: "https://lists.example.org/brief" or "mailto:brief-join@example.org". It stands on
the page that the button at the top leads to."""
PUBLISH_TO = ""
"""Where `invoke publish` sends the site: "gh-pages", "rsync:host:/srv/brief/", "s3://bucket/prefix", "folder:/srv/brief", "netlify",
"cloudflare-pages:PROJECT". Passwords and keys stay where those programs look for them."""
FOOTER = "The Brief is a sample. Its stories were written for it."
"""Plain words at the foot of every page."""
LINKS = []
"""More at the foot, as in MENUITEMS."""
COLOURS = {"light": {}, "dark": {}}
"""Colours other than the theme's, as #912510: paper, wash (the ground of boxes), ink, soft (for what is said beside), link,
accent, rule. The build warns of text that stands out less than 7:1."""
LOGO = ""
"""A picture in place of the name at the top, such as "images/logo.svg"; ICON is the small one in a browser's tab, CARD what a
shared link shows of a page without a picture of its own."""
ICON = ""
CARD = ""

# ---- The newsdesk's --------------------------------------------------------------------------------------------------

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newsdesk"]
RELATIVE_URLS = True
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}

# The file's name is the address, so that a corrected headline moves no page.
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = ARTICLE_SAVE_AS = "stories/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = ARTICLE_URL
ARTICLE_TRANSLATION_ID = False
DRAFT_URL = DRAFT_SAVE_AS = ""  # a draft is not for the public; `invoke serve` shows it
DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = ""
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_TRANSLATION_ID = False
CATEGORY_URL = CATEGORY_SAVE_AS = "sections/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "authors/{slug}.html"
EDITION_URL = "editions/{date:%Y}-{date:%m}-{date:%d}/index.html"
WEEK_URL = "editions/{date:%G}-w{date:%V}/index.html"
MONTH_URL = "archive/{date:%Y}-{date:%m}.html"
LINE_URL = "lines/{slug}.html"
SOURCE_URL = SOURCE_SAVE_AS = "sources/{slug}.html"
SOURCES_URL = "sources.html"
DIRECT_TEMPLATES = ["index", "archives", "tags", "authors"]
ARCHIVES_SAVE_AS = ARCHIVES_URL = "archive.html"
TAGS_SAVE_AS = TAGS_URL = "tags.html"
AUTHORS_SAVE_AS = AUTHORS_URL = "authors.html"

FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_RSS = "feeds/sections/{slug}.rss.xml"
CATEGORY_FEED_ATOM = "feeds/sections/{slug}.atom.xml"
TAG_FEED_RSS = "feeds/tags/{slug}.rss.xml"
TAG_FEED_ATOM = "feeds/tags/{slug}.atom.xml"
AUTHOR_FEED_RSS = AUTHOR_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None

# Stated, for Pelican's own defaults would harm: see docs/decisions.
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
DEFAULT_PAGINATION = False

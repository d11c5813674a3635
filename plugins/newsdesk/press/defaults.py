"""Settings of ours, for a `pelicanconf.py` that does not know them."""

DEFAULTS = {
    "EDITION": "day",
    "MENU_SECTIONS": 5,
    "MENUITEMS": (),
    "FOOTER": "",
    "LINKS": (),
    "COLOURS": {},
    "LOGO": "",
    "ICON": "",
    "CARD": "",
    "SEARCH": True,
    "EDITION_URL": "editions/{date:%Y}-{date:%m}-{date:%d}/index.html",
    "WEEK_URL": "editions/{date:%G}-w{date:%V}/index.html",
    "MONTH_URL": "archive/{date:%Y}-{date:%m}.html",
    "LINE_URL": "lines/{slug}.html",
    "SOURCE_URL": "sources/{slug}.html",
    "SOURCE_SAVE_AS": "sources/{slug}.html",
    "SOURCES_URL": "sources.html",
}

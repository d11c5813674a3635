"""The desk in a browser: every page that the editor works on, behind walls that no other page can climb."""

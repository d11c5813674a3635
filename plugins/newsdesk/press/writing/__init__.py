"""Pelican's writer: jobs that are done or passed over, pages, feeds."""

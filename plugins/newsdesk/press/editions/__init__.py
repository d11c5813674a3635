"""Editions: which stories the brief runs when, what the editor says of them, and how they are sent and looked at."""

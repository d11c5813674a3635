"""The search page and its indexes."""

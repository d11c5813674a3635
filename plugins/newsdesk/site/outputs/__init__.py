"""What is published beside the pages: which feeds there are, sitemaps, the catalog, data for search engines."""

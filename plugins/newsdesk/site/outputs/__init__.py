"""What is published beside the pages: feeds, sitemaps, the catalog, data for search engines, e-mail."""

"""What Pelican reads beside pastes: pages and stories in Markdown, files that are copied as they are."""

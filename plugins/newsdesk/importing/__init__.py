"""Many stories at once, from an archive or another site: each becomes a paste, or is told with the reason why not."""

"""All articles together: texts in, plain mappings out."""

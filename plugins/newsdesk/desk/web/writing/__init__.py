"""What the desk writes: whole files, rows of headers and tables, verdicts on lines; and what it compares before."""

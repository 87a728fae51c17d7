"""Files to articles, records to files."""

"""Whole archives: many files in, tables out, with workers, a journal and nothing lost."""

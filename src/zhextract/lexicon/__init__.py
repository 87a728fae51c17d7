"""The words: data files of the package and the strict loader for them."""

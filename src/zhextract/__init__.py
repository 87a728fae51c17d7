"""zhextract reads Chinese news and returns records."""

from zhextract._version import __version__

__all__ = ["__version__"]

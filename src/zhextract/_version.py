"""The version of the package: read by the build, printed by the command line, kept in every record."""

__version__ = "0.1.0"

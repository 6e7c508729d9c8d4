"""warraq publishes a folder of Arabic articles as a searchable, annotated archive."""

__version__ = "0.1.0"

"""Searching: a query parsed, its words expanded over the archive's vocabulary, articles found, ranked and explained.

Engines (`warraq.index`) write and open the data; everything here is arithmetic on it, the same for each of them.
"""

from warraq.search.searcher import Answer, Search, Searcher, SearchError

__all__ = ["Answer", "Search", "SearchError", "Searcher"]

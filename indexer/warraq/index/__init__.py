"""The indexes an archive is searched with: each room writes one and opens it as a `search.Search`."""

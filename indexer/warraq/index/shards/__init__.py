"""The static index: an archive's words and articles as small scripts that a page loads when it needs them.

It is made of the postings of another index and serves any static host, a folder and a USB stick alike. A folder holds

| files | what |
|---|---|
| `start.js` | what every search needs: where the parts begin, and the articles' lengths |
| `w0.js`... | words of a range of keys (`search.route`) with all their occurrences, and what shares their lemmas |
| `v0.js`... | drawers of the vocabulary, for suggestions: words in order of `route.bare` with how often they stand |
| `l0.js`... | names of the archive, for suggestions where they are typed in Latin letters |
| `t0.js`... | the articles themselves, a few a file |
| `d0.js`... | the dictionaries, for words that the archive does not have; the same in every archive |
| `f-source.js`..., `days.js` | the values that articles can be filtered by, and their dates |
| `copies.js` | which articles are the same report; only where there are any |

Byte by byte: docs/en/reference/static-index.md. Articles are numbered in order of id, whatever order they came in.
`read` reads it whole, as the reference for `web/js/engine`.
"""

from warraq.index.shards.read import open_index
from warraq.index.shards.write import NOTHING, Kept, write

__all__ = ["NOTHING", "Kept", "open_index", "write"]

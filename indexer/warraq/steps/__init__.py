"""Making an archive: the order of the steps stands in `order`; each step is a room beside it."""

from warraq.build.gather import StrictError
from warraq.build.order import Built, build, write_index
from warraq.swap import BusyError

__all__ = ["Built", "BusyError", "StrictError", "build", "write_index"]

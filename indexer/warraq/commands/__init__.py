"""The commands, a room for each group of them. What they share stands in `common.py`; `warraq.cli` is their door."""

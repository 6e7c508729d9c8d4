"""The steps of a build, one room each; their order stands in `warraq.build`."""

"""What the benchmarks of search share: collections, systems that answer, measures, spelling variations."""

"""Statistics 統計: sampling, weighting, estimation and tests for surveys, in numpy, without a database."""

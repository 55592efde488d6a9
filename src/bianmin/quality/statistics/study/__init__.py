"""A study 調查分析: a data file and a written design in, estimates and tests out; what `bianmin estimate` runs."""

"""Data packs 設定包: read, check, compare, load and export what officials may want otherwise."""

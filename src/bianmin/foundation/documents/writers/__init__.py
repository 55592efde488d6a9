"""Writers: each makes one file format of the neutral tree."""

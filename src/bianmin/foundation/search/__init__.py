"""Search 檢索: an index of bigrams, and of single characters for names and titles, over whatever asks to be found."""

"""Bill, take money, void, refund, waive, count, and let people pay in parts."""

"""Systems of other agencies that enter by a key 介接系統: who they are, what for, what they may do, until when."""

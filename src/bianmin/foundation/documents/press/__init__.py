"""The press 印製: the engines that set papers and draw charts, in a process of their own beside the one that asks."""

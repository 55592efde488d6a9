"""What is possible with a form: check what was typed, judge the form itself, lay it out and print its answers."""

"""Write down what the media said, answer it, and put it right in public."""

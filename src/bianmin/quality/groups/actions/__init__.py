"""Call meetings of groups, and write down what came of them."""

"""What people ask about their data, from receipt to the letter that answers; and the list that is published."""

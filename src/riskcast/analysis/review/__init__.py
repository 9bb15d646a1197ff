"""What the board of a program asks: status, movement since the last review, options, and what the numbers leave out."""

"""Whole graphs whose values and gradients are known from elsewhere: books, courses, papers, other programs, closed forms."""

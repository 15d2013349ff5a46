"""A layer's rule said in another language: its formula is a Python expression, and each language here walks its syntax tree."""

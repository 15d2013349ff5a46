"""A file → a checked graph: bytes, a tree with places, values, expressions, and last the problem itself."""

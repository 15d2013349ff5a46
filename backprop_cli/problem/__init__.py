"""A file → a checked graph: bytes, a tree with places, values, expressions, and last the problem itself.

reader.py goes through the keys of the tree: values/ reads variables and constants, nodes.py, chain.py and expression/ fill a
draft (draft.py), which becomes the graph. foreign/ explains what was written in another language; solve.py runs the result.
"""

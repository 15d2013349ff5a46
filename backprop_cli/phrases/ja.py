"""Japanese: each English phrase of the program with its translation."""

PHRASES = {
    # tables: forward, backward
    "node": "ノード",
    "value": "値",
    # tables: check, gradcheck
    # tables: layers, problems
    # draw and its page
    # explain
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}

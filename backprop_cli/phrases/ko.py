"""Korean: each English phrase of the program with its translation.

No particle hangs on a blank: whether 을 or 를 is right depends on what is filled in.
"""

PHRASES = {
    # tables: forward, backward
    "node": "노드",
    "value": "값",
    # tables: check, gradcheck
    # tables: layers, problems
    # draw and its page
    # explain
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}

"""What tests of sheets compare."""


def same_graph(one, other):
    """Whether two graphs have the same names, layers with the same options, inputs and expressions."""
    layers = [[(type(layer), layer.name, layer.option_values()) for layer in graph.layers] for graph in (one, other)]
    return layers[0] == layers[1] and (one.names, one.inputs, one.expressions) == (other.names, other.inputs, other.expressions)


def given_values(values, problem):
    """The values of variables and constants."""
    return values[: len(problem.graph.variables) + len(problem.graph.constants)]

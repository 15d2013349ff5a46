"""Values of a problem: numbers, nested lists, array files, generated arrays; any of them with a unit and a description."""

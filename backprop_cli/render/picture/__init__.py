"""Pictures of graphs: one module a form. `labels` writes what stands in a node and at a line, for all of them."""

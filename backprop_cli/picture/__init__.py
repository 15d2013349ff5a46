"""A graph as a picture: boxes, lines and labels with places. Knows neither characters nor SVG: render/picture draws it."""

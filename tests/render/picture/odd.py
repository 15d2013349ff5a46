"""Names and titles that mean something to the languages in which pictures are written."""

NAMES = "end graph subgraph style class_ click default _x_ o 사과"
TITLE = r'a "title" with \ & <b> #1; %% [x] {y} `end` \n'
PROBLEM = f"""title: '{TITLE}'
variables: {{end: 2, graph: 3, subgraph: -1, style: 4}}
constants: {{class_: 2, click: 1, default: 3}}
nodes:
  _x_: end * graph + subgraph * style
  o: _x_ * class_ - click
  x: (o + -2) * default + o
  사과: maximum(x, -5) * 2 - x
output: 사과
"""

// The two passes over a graph of single numbers, as engine/passes.py runs them. LAYERS, the list of the layers, is written by
// page_code.py from the layers' own words.
// A layer: out(...xs); back(dout, out, ...xs), one gradient for each input or null; local(out, ...xs), where it has local gradients.
const entrywise = (out, local) => ({out, local, back: (dout, y, ...xs) => local(y, ...xs).map(l => l === null ? null : dout * l)});
const choosing = (out, local) => ({
  out, local, back: (dout, y, ...xs) => local(y, ...xs).map(l => l === null ? null : l !== 0 ? dout * l : 0),
});
const ruled = (out, back) => ({out, back});
const group = rule => {
  const back = (dout, y, ...xs) => differentiate(rule, run(rule, xs), rule.output, dout)
    .slice(0, xs.length).map((gradient, i) => gradient === null && !rule.used[i] ? 0 : gradient);
  return {out: (...xs) => run(rule, xs)[rule.output], back, local: (y, ...xs) => back(1, y, ...xs)};
};
const own = (rule, backward) => ({
  out: (...xs) => run(rule, xs)[rule.output],
  back: (dout, y, ...xs) => {
    const values = run(backward, [...xs, y, dout]);
    return backward.gradients.map(number => number === null ? null : values[number]);
  },
});

function run(graph, inputs) {
  const values = [...inputs, ...graph.values.slice(inputs.length)];
  for (const [layer, sources] of graph.nodes) values.push(LAYERS[layer].out(...sources.map(source => values[source])));
  return values;
}

// The gradients by number; sent, where it is given, gets what each node sends back to each of its inputs.
function differentiate(graph, values, output, dout, sent = []) {
  const gradients = values.map(() => null), first = graph.values.length;
  gradients[output] = dout;
  for (let number = output; number >= first; number--) {
    if (gradients[number] === null) continue;
    const [layer, sources] = graph.nodes[number - first];
    sent[number] = LAYERS[layer].back(gradients[number], values[number], ...sources.map(source => values[source]));
    sources.forEach((source, i) => {
      const gradient = sent[number][i];
      if (gradient !== null) gradients[source] = gradients[source] === null ? gradient : gradients[source] + gradient;
    });
  }
  return gradients;
}

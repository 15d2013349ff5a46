// The page: one state, the step and the moved numbers, and what is shown of it. DATA is written by page_data.py.
const find = selector => document.querySelector(selector), all = selector => [...document.querySelectorAll(selector)];
const LAST = DATA.steps.length - 1, PACE = 1600; // milliseconds a step when it plays
const state = {step: 0, moved: {}, timer: 0};
let now; // the numbers as they are: values and gradients by number, local and sent by node and input

const real = x => ({inf: Infinity, "-inf": -Infinity, nan: NaN})[x] ?? x;

function compute() {
  if (!DATA.graph) return DATA;
  const {graph, output} = DATA, sent = [];
  const values = run(graph, graph.values.map((value, number) => state.moved[number] ?? real(value)));
  const gradients = differentiate(graph, values, output, real(DATA.upstream), sent);
  const local = sent.map((_, node) => {
    const [layer, sources] = graph.nodes[node - graph.values.length];
    return LAYERS[layer].local?.(values[node], ...sources.map(source => values[source]));
  });
  return {values, gradients: gradients.map((gradient, number) => DATA.wanted[number] ? gradient : null), sent, local};
}

// Templates: a text, or a place for a number; page_words.py says what they mean.
const PLACES = {
  v: number => now.values[number], g: number => now.gradients[number],
  l: (node, input) => now.local[node][input], s: (node, input) => now.sent[node][input],
};
const words = template => template.map(part => typeof part === "string" ? part : filled(part)).join("");

function filled([kind, ...where]) {
  if (kind === "+") return sum(where);
  const text = shown(PLACES[kind.at(-1)](...where));
  return kind[0] === "(" && text[0] === "−" ? `(${text})` : text;
}

// The parts as they are listed; their sum in the order in which the backward pass adds, to the last digit as there.
function sum(parts) {
  const sent = ([node, input]) => now.sent[node][input], [first, ...rest] = parts.map(part => shown(sent(part)));
  const listed = first + rest.map(text => text[0] === "−" ? ` − ${text.slice(1)}` : ` + ${text}`).join("");
  const total = [...parts].sort(([a, i], [b, j]) => b - a || i - j).map(sent).reduce((a, b) => a + b);
  return rest.length ? `${listed} = ${shown(total)}` : listed;
}

// Each line of the picture, and each line before a value's branches, with what is said of it.
const lines = [
  ...DATA.lines.map((line, number) => ({...line, group: find(`[data-line="${number}"]`)})),
  ...Object.entries(DATA.stubs).map(([item, line]) => ({...line, group: find(`[data-stub="${item}"]`)})),
].filter(line => line.group);

// The labels of the picture have a name and a number, or a number alone. There is room for a sum where one stood at first, up to
// so many characters; else for the result alone.
for (const {group} of lines) {
  const back = group.querySelector(".grad");
  if (back) back.dataset.longest = back.textContent.includes(" = ") ? DATA.longest : 0;
}

function label(group, name, template) {
  const place = group.querySelector(name);
  if (!place || !template) return;
  const number = place.lastElementChild;  // behind the name; the name and the shape of an array are one text
  const text = words(number ? template.slice(-1) : template), isSum = template.at(-1)[0] === "+";
  (number ?? place).textContent = isSum && text.length > place.dataset.longest ? text.split(" = ").at(-1) : text;
}

// After a number has been moved: every number that stands anywhere.
function refresh() {
  now = compute();
  for (const line of lines) {
    label(line.group, ".value", line.begins);
    label(line.group, ".grad", line.returned);
    line.group.setAttribute("aria-label", words(line.spoken));
  }
  for (const cell of all("data")) {
    const number = now[cell.dataset.kind][cell.dataset.number];
    cell.value = number ?? "none";
    cell.textContent = number === null ? DATA.words.none : shown(number);
  }
  show();
}

// After a step: what is there by now, which node is at work, and the sentence.
function show() {
  const {node, words: sentence} = DATA.steps[state.step];
  for (const {group, value, back} of lines) {
    group.classList.toggle("no-value", state.step < value);
    group.classList.toggle("no-grad", back === undefined || state.step < back);
  }
  for (const cell of all("data")) cell.classList.toggle("later", state.step < Number(cell.dataset.step));
  for (const item of all("[data-node]")) item.classList.toggle("work", Number(item.dataset.node) === node);
  find("#count").textContent = DATA.words.count.replace("{step}", state.step).replace("{last}", LAST);
  find("#sentence").textContent = words(sentence);
  for (const id of ["first", "back"]) find(`#${id}`).disabled = state.step === 0;
  for (const id of ["next", "last"]) find(`#${id}`).disabled = state.step === LAST;
}

function go(step) {
  state.step = Math.min(Math.max(step, 0), LAST);
  if (state.step === LAST) pause();
  show();
  remember();
}

function pause() {
  clearInterval(state.timer);
  state.timer = 0;
  find("#play").textContent = DATA.words.play;
}

function play() {
  if (state.timer) return pause();
  if (state.step === LAST) go(0);
  find("#play").textContent = DATA.words.pause;
  state.timer = setInterval(() => go(state.step + 1), PACE);
}

// The address holds the state: #step=6&tax=1.2
const fields = all("input[type=number]");

function remember() {
  const moved = fields.filter(field => field.value !== field.defaultValue).map(field => [field.name, field.value]);
  history.replaceState(null, "", "#" + new URLSearchParams([["step", state.step], ...moved]));
}

function recall() {
  const [first = ["step", "0"], ...rest] = new URLSearchParams(location.hash.slice(1));
  const moved = new Map(first[0] === "step" ? rest : [first, ...rest]);
  for (const field of fields) move(field, moved.get(field.name) ?? field.defaultValue);
  state.step = first[0] === "step" ? Math.min(Math.max(Math.trunc(Number(first[1])) || 0, 0), LAST) : 0;
  refresh();
}

// A number field and its slider hold the same number; the field also one beyond the slider's ends.
function move(field, text) {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return;
  state.moved[field.dataset.number] = value;
  if (field.value !== text) field.value = text;
  field.previousElementSibling.value = value;
}

for (const field of fields) {
  const slider = field.previousElementSibling, changed = text => { move(field, text); refresh(); };
  slider.addEventListener("input", () => changed(slider.value));
  field.addEventListener("input", () => changed(field.value));
  for (const input of [slider, field]) input.addEventListener("change", remember);
}
const actions = {first: () => go(0), back: () => go(state.step - 1), next: () => go(state.step + 1), last: () => go(LAST), play};
for (const [id, action] of Object.entries(actions)) find(`#${id}`).addEventListener("click", action);
find("#reset")?.addEventListener("click", () => {
  for (const field of fields) move(field, field.defaultValue);
  refresh();
  remember();
});
const KEYS = {ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last", " ": "play"};
addEventListener("keydown", event => {
  const busy = event.target.closest("input") || (event.key === " " && event.target.closest("button"));
  if (busy || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  event.preventDefault();
  actions[KEYS[event.key]]();
});
for (const line of lines) {
  line.group.setAttribute("role", "img");
  line.group.setAttribute("tabindex", "0");
  for (const kind of ["mouseenter", "focus"]) line.group.addEventListener(kind, () => { find("#edge").textContent = words(line.words); });
  for (const kind of ["mouseleave", "blur"]) line.group.addEventListener(kind, () => { find("#edge").textContent = ""; });
}
addEventListener("hashchange", recall);
for (const part of all("[hidden]")) part.hidden = false;
recall();

// What plotly is given: the figure of a chart as it is now, in the colours and for the width of now.
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// Copies a figure; "@role" under keys that end in "color" becomes the role's colour.
function coloured(value, palette, key = "") {
  if (typeof value === "string") {
    return key.endsWith("color") && value.startsWith("@") ? palette[value.slice(1)] : value;
  }
  if (Array.isArray(value)) return value.map((item) => coloured(item, palette, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, palette, k)]));
}

function merged(base, change) {
  if (!isObject(base) || !isObject(change)) return change === undefined ? base : change;
  const out = { ...base };
  for (const [key, value] of Object.entries(change)) out[key] = merged(base[key], value);
  return out;
}

// Changes at a step are pairs of a trace's place and its changed fields; the place -1 is the layout.
function atStep(spec, p) {
  const data = [...spec.data];
  let layout = spec.layout;
  for (const [place, change] of spec.steps?.[p] ?? []) {
    if (place < 0) layout = merged(layout, change);
    else data[place] = merged(data[place], change);
  }
  return { data, layout };
}

// The line at what a reader entered; `entry` is { x, text, right }, or nothing.
function withEntry(layout, entry) {
  if (!entry) return layout;
  const line = { type: "line", x0: entry.x, x1: entry.x, y0: 0, y1: 1, yref: "paper" };
  const words = {
    x: entry.x, y: 0, yref: "paper", yanchor: "bottom", yshift: 4, text: `<b>${entry.text}</b>`, showarrow: false,
    xanchor: entry.right ? "right" : "left", xshift: entry.right ? -6 : 6, bgcolor: "@panel",
    font: { color: "@ink", size: 13 },
  };
  const look = { line: { color: "@ink", width: 2, dash: "dash" } };
  return {
    ...layout,
    shapes: [...(layout.shapes ?? []), { ...line, ...look }],
    annotations: [...(layout.annotations ?? []), words],
  };
}

function figureOf(spec, { p, entry, small, palette, width }) {
  const { data, layout } = atStep(spec, p);
  const traces = small ? data.map((trace, i) => merged(trace, spec.small.data[i])) : data;
  const shape = withEntry(small ? merged(layout, spec.small.layout) : layout, entry);
  return { data: coloured(traces, palette), layout: { ...coloured(shape, palette), width } };
}

"use strict";
(() => {
  const root = document.documentElement;
  const page = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const plots = Array.from(document.querySelectorAll(".plot"));
  const PAPER_WIDTH = 680;
  const SMALL = 560;
  let printing = false;

  // plotly.js travels as gzip in base64; its hash is in the content security policy.
  async function unpack() {
    const holder = document.getElementById("plotly");
    const text = atob(holder.textContent.trim());
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    holder.remove();
    document.head.append(script);
    script.remove();
  }

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

  function draw(plot) {
    const spec = page.charts[plot.id];
    const width = printing ? PAPER_WIDTH : plot.clientWidth;
    const small = width < SMALL;
    const palette = page.palettes[dark.matches && !printing ? "dark" : "light"];
    const layout = small ? merged(spec.layout, spec.small.layout) : spec.layout;
    const data = small ? spec.data.map((trace, i) => merged(trace, spec.small.data[i])) : spec.data;
    const config = { displayModeBar: false, doubleClick: false, showTips: false };
    plot.drawnWidth = width;
    Plotly.react(plot, coloured(data, palette), { ...coloured(layout, palette), width }, config);
    plot.classList.add("drawn");
  }

  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 1));

  // What is on screen comes first, the rest when the browser has time: a print then holds every chart.
  function drawAll(waiting) {
    const nearest = (plot) => Math.abs(plot.getBoundingClientRect().top);
    const next = waiting.reduce((a, b) => (nearest(b) < nearest(a) ? b : a));
    if (!next.classList.contains("drawn")) draw(next);
    const rest = waiting.filter((plot) => plot !== next);
    if (rest.length) idle(() => drawAll(rest), { timeout: 500 });
    else root.dataset.charts = "drawn";
  }

  function redraw() {
    plots.filter((plot) => plot.classList.contains("drawn")).forEach(draw);
  }

  function watch() {
    let later = 0;
    new ResizeObserver(() => {
      if (printing) return;
      cancelAnimationFrame(later);
      later = requestAnimationFrame(() => {
        plots.filter((plot) => plot.drawnWidth && plot.drawnWidth !== plot.clientWidth).forEach(draw);
      });
    }).observe(document.getElementById("main"));
    dark.addEventListener("change", redraw);
    addEventListener("beforeprint", () => {
      printing = true;
      plots.forEach(draw);
    });
    addEventListener("afterprint", () => {
      printing = false;
      redraw();
    });
  }

  function fail(error) {
    root.dataset.charts = "failed";
    console.error("The charts could not be drawn:", error);
  }

  unpack().then(() => {
    watch();
    if (plots.length) drawAll(plots);
    else root.dataset.charts = "drawn";
  }).catch(fail);
})();

// When charts are drawn: near the screen at once, elsewhere when there is time, in closed details not before they open.
const PAPER_WIDTH = 680;
const SMALL = 560;
const MARGIN = "800px 0px";
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const idle = window.requestIdleCallback || ((work) => setTimeout(work, 1));
const plots = Array.from(document.querySelectorAll(".plot"));
const near = new Set();
let canDraw = false;
let printing = false;

const isShown = (plot) => !plot.closest("details:not([open]), [hidden]");
const isDrawn = (plot) => plot.classList.contains("drawn");

function draw(plot) {
  const width = printing ? PAPER_WIDTH : plot.clientWidth;
  const small = width < SMALL;
  const palette = page.palettes[dark.matches && !printing ? "dark" : "light"];
  const spec = page.charts[plot.id];
  const figure = figureOf(spec, { p: state.p, entry: entryOf(spec), small, palette, width });
  if (printing && spec.paper) figure.layout.height = spec.paper;
  plot.drawnWidth = width;
  plot.stale = false;
  Plotly.react(plot, figure.data, figure.layout, { displayModeBar: false, doubleClick: false, showTips: false });
  plot.classList.add("drawn");
}

function isDue(plot) {
  if (!isShown(plot) || !plot.clientWidth) return false;
  return !isDrawn(plot) || plot.stale || plot.drawnWidth !== plot.clientWidth;
}

function drawNear() {
  if (canDraw && !printing) plots.filter((plot) => near.has(plot) && isDue(plot)).forEach(draw);
}

let asked = 0;
function drawSoon() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(drawNear);
}

// What has changed is drawn when it comes near the screen; hidden pictures wait.
function outdate(isConcerned) {
  for (const plot of plots) if (isDrawn(plot) && isConcerned(page.charts[plot.id])) plot.stale = true;
  drawSoon();
  drawRest();
}

let resting = false;
function drawRest() {
  if (resting || !canDraw) return;
  resting = true;
  idle(drawNext, { timeout: 500 });
}

function drawNext() {
  resting = false;
  const distance = (plot) => Math.abs(plot.getBoundingClientRect().top);
  const due = printing ? [] : plots.filter(isDue);
  if (due.length) draw(due.reduce((a, b) => (distance(b) < distance(a) ? b : a)));
  if (due.length > 1) drawRest();
  else if (!printing) root.dataset.charts = "drawn";
}

function watchScreen() {
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) near[entry.isIntersecting ? "add" : "delete"](entry.target);
    drawSoon();
  }, { rootMargin: MARGIN });
  plots.forEach((plot) => observer.observe(plot));
  // The event does not bubble.
  document.addEventListener("toggle", () => { drawSoon(); drawRest(); }, true);
  new ResizeObserver(() => { drawSoon(); drawRest(); }).observe(document.getElementById("main"));
  dark.addEventListener("change", () => outdate(() => true));
}

function watchPaper() {
  addEventListener("beforeprint", () => {
    if (!canDraw) return;
    printing = true;
    plots.filter(isShown).forEach(draw);
  });
  addEventListener("afterprint", () => {
    if (!printing) return;
    printing = false;
    plots.filter((plot) => isDrawn(plot) && isShown(plot)).forEach(draw);
    drawRest();
  });
}

function startDrawing() {
  canDraw = true;
  watchScreen();
  watchPaper();
  drawRest();
}

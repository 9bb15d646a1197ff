let page = null;

function setInitial() {
  const budget = byId("budget");
  const cents = budget ? parsedSum(budget.defaultValue, budget.dataset.currency) : null;
  Object.assign(state, { p: page.p, date: byId("finish-by").defaultValue, cents });
  Object.assign(initial, state);
}

function startControls() {
  setInitial();
  unpackMoney();
  startSlider();
  startBoxes();
  startFilters();
  startYears();
  startCopy();
  byId("controls").hidden = false;
  watchBars();
  startLink();
  byId("reset").addEventListener("click", () => {
    clearFilters();
    choose(initial);
    writeFinish();
    writeBudget();
  });
  startContents();
}

// Where the bars at the top end, for what stays below them and for sections that links lead to.
function watchBars() {
  const [nav, bar] = [document.querySelector("nav"), byId("controls")];
  const stays = (element) => getComputedStyle(element).position === "sticky";
  const height = (element) => (stays(element) ? element.offsetHeight : 0);
  const measure = () => {
    root.style.setProperty("--under-nav", `${height(nav)}px`);
    root.style.setProperty("--under-bars", `${height(nav) + height(bar) + 16}px`);
  };
  measure();
  new ResizeObserver(measure).observe(document.body);
}

function fail(error) {
  root.dataset.charts = "failed";
  console.error("The charts could not be drawn:", error);
}

async function start() {
  page = JSON.parse(await unpacked("data"));
  startControls();
  root.dataset.ready = "";
  await loadPlotly();
  startDrawing();
}

start().catch(fail);

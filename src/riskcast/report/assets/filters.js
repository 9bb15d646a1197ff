// Which rows are shown: those of the chosen project that hold the text in the box above their table.
const owned = Array.from(document.querySelectorAll("[data-project]"));
const filters = Array.from(document.querySelectorAll("[data-filter]"));

const isForeign = (element) => state.project !== "" && element.dataset.project !== state.project;
// Asked once: buttons to copy a table come between later.
const filtered = new Map(filters.map((filter) => [filter, filter.nextElementSibling.querySelector("table")]));
const rowsOf = (filter) => Array.from(filtered.get(filter).tBodies[0].rows).filter((row) => !row.matches(".strong"));
const simple = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();

function filterRows(filter) {
  const wanted = simple(filter.querySelector("input").value);
  const rows = rowsOf(filter);
  for (const row of rows) {
    const isElsewhere = "project" in row.dataset && isForeign(row);
    row.hidden = isElsewhere || !simple(row.textContent).includes(wanted);
  }
  const shown = rows.filter((row) => !row.hidden).length;
  filter.querySelector("[role=status]").textContent = wanted ? `${shown} of ${rows.length} shown` : "";
}

function showProject() {
  for (const element of owned) element.hidden = isForeign(element);
  filters.forEach(filterRows);
  const rows = owned.filter((element) => element.matches("tr"));
  const shown = rows.filter((row) => !row.hidden).length;
  say("shown", state.project ? `${shown} of ${rows.length} rows of the tables are shown.` : "All rows are shown.");
  drawSoon();
  drawRest();
}

function startFilters() {
  for (const filter of filters) {
    filter.hidden = false;
    filter.addEventListener("input", () => filterRows(filter));
  }
  const select = byId("project");
  if (!select) return;
  select.addEventListener("change", () => choose({ project: select.value }));
  listeners.push((changed) => {
    if (!changed.has("project")) return;
    select.value = state.project;
    showProject();
  });
}

function clearFilters() {
  for (const filter of filters) {
    filter.querySelector("input").value = "";
    filterRows(filter);
  }
}

// One fiscal year at a time: its figures from the tables of the section side by side, its rows marked.
function headersOf(table) {
  return Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent);
}

// Pairs of header and cell from the tables that have one row for the year; a header that came before is not repeated.
function figuresOf(section, year) {
  const found = new Map();
  for (const table of section.querySelectorAll("table")) {
    const rows = Array.from(table.tBodies[0].rows).filter((row) => row.dataset.year === year);
    if (rows.length !== 1 || table.closest("details")) continue;
    headersOf(table).forEach((head, i) => { if (i && !found.has(head)) found.set(head, rows[0].cells[i]); });
  }
  return found;
}

function yearPanel(section, year) {
  return Array.from(figuresOf(section, year), ([head, cell]) => {
    const [box, name, value] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
    name.textContent = head;
    value.append(...Array.from(cell.childNodes, (node) => node.cloneNode(true)));
    box.append(name, value);
    return box;
  });
}

function showYear(picker) {
  const section = picker.closest("section");
  const panel = picker.querySelector("dl");
  for (const row of section.querySelectorAll("tr[data-year]")) {
    row.classList.toggle("chosen", row.dataset.year === state.year);
  }
  panel.replaceChildren(...(state.year ? yearPanel(section, state.year) : []));
  panel.hidden = !state.year;
}

function startYears() {
  const picker = document.querySelector("[data-years]");
  if (!picker) return;
  const select = picker.querySelector("select");
  picker.hidden = false;
  select.addEventListener("change", () => choose({ year: select.value }));
  listeners.push((changed) => {
    if (!changed.has("year")) return;
    select.value = state.year;
    showYear(picker);
  });
}

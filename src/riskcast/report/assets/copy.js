// Tables as tab-separated text for a spreadsheet.
const NUMBER = /^[+\-−]?\d[\d.,\s]*( ?%)?$/;
const RISKY = "=+-@#\t\r";

// A cell that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
function protectedCell(text) {
  if (NUMBER.test(text)) return text;
  const [first, second] = [text.charAt(0), text.charAt(1)];
  const isQuoted = first === "'" && second !== "" && `${RISKY}'`.includes(second);
  return first !== "" && (RISKY.includes(first) || isQuoted) ? `'${text}` : text;
}

function tsvOf(table) {
  const rows = [...table.tHead.rows, ...table.tBodies[0].rows].filter((row) => !row.hidden);
  const text = (cell) => protectedCell(cell.innerText.replace(/\s+/g, " ").trim());
  return rows.map((row) => Array.from(row.cells, text).join("\t")).join("\n");
}

// Pages opened from a file may not have the clipboard; the old command still works there.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

function copyByCommand(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.className = "spoken";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

function addCopy(table) {
  const button = document.createElement("button");
  const line = document.createElement("div");
  const caption = table.caption.textContent;
  line.className = "copy";
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy table: ${caption}`);
  button.addEventListener("click", async () => {
    button.textContent = (await copyText(tsvOf(table))) ? "Copied" : "Not copied";
    say("shown", button.textContent);
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  line.append(button);
  table.closest(".scroll").before(line);
}

function startCopy() {
  for (const table of document.querySelectorAll(".scroll > table")) if (table.caption) addCopy(table);
}

// The choices as part of the address: #finish&p=90&date=2028-04-30&budget=12000000&project=FIN&year=FY28
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function readLink() {
  const parts = location.hash.slice(1).split("&");
  const pairs = parts.filter((part) => part.includes("=")).map((part) => part.split("=", 2).map(decoded));
  return { anchor: decoded(parts.find((part) => part && !part.includes("=")) ?? ""), wanted: new Map(pairs) };
}

function offers(id, value) {
  return Array.from(document.querySelectorAll(`${id} option`)).some((option) => option.value === value);
}

// What a link asks for, as far as this page has it; all else is left as it is.
function understood(wanted) {
  const change = {};
  const p = Number(wanted.get("p"));
  const sum = wanted.get("budget") ?? "";
  if (page.steps.includes(p)) change.p = p;
  if (isDay(wanted.get("date") ?? "")) change.date = wanted.get("date");
  if (page.money && /^-?\d{1,13}(\.\d{1,2})?$/.test(sum)) change.cents = Math.round(Number(sum) * 100);
  if (wanted.has("project") && offers("#project", wanted.get("project"))) change.project = wanted.get("project");
  if (wanted.has("year") && offers("[data-years]", wanted.get("year"))) change.year = wanted.get("year");
  return change;
}

function linkOf(anchor) {
  const values = { p: state.p, date: state.date, cents: state.cents / 100, project: state.project, year: state.year };
  const pairs = Object.keys(values).filter(isChosen).map((key) => {
    return `${key === "cents" ? "budget" : key}=${encodeURIComponent(values[key])}`;
  });
  return [...(anchor ? [encodeURIComponent(anchor)] : []), ...pairs].join("&");
}

// Without choices the address stays as it came.
function writeLink() {
  const { anchor } = readLink();
  const link = linkOf(anchor);
  if (link === location.hash.slice(1)) return;
  try {
    history.replaceState(history.state, "", `#${link}`);
  } catch {
    // A browser may refuse this for local files; the page works all the same.
  }
}

function followLink() {
  const { anchor, wanted } = readLink();
  if (wanted.size) choose({ ...initial, ...understood(wanted) });
  byId(anchor)?.scrollIntoView({ behavior: "instant" });
}

function startLink() {
  followLink();
  listeners.push(writeLink);
  addEventListener("hashchange", () => {
    followLink();
    writeLink();
  });
}

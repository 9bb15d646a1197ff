// How likely are a date, a budget, and both? Counted over the futures that came with the page.
const DAY = 86400000;
const dayNumber = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

function isDay(text) {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function chanceOfDay(measure, text) {
  const { first, counts } = page.days[measure];
  const until = dayNumber(text) - dayNumber(first) + 1;
  return counts.slice(0, Math.max(until, 0)).reduce((sum, count) => sum + count, 0) / page.iterations;
}

// How many of ascending values are at most a limit.
function countUpTo(values, limit) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function chanceOfSum(cents) {
  const { exact, values } = page.money;
  const count = countUpTo(values, cents);
  if (exact) return count / page.iterations;
  if (count === 0 || count === values.length) return count && 1;
  const [below, above] = [values[count - 1], values[count]];
  const share = (count - 1 + (cents - below) / (above - below)) / (values.length - 1);
  // The least and the largest of all costs are among the quantiles, so at least one future lies on either side.
  return between(1 / page.iterations, share, 1 - 1 / page.iterations);
}

const between = (low, x, high) => Math.min(Math.max(low, x), high);

function chanceOfBoth(day, cents) {
  const { pairs, first, days } = page.money;
  const last = dayNumber(day) - dayNumber(first);
  const within = countUpTo(pairs, cents);
  let count = 0;
  for (let i = 0; i < within; i += 1) if (days[i] <= last) count += 1;
  return count / days.length;
}

function sayBoth(day, cents) {
  const both = chanceOfBoth(day, cents);
  if (page.money.exact) return sayOdds(both);
  // Pairs stand for longer runs. What date and budget leave open by themselves is certain.
  const [inTime, inBudget] = [chanceOfDay("finish", day), chanceOfSum(cents)];
  const [low, high] = [Math.max(0, inTime + inBudget - 1), Math.min(inTime, inBudget)];
  return high === 0 || low === 1 ? sayOdds(high) : sayEstimate(between(low, both, high));
}

function runningSums(differences) {
  let sum = 0;
  return differences.map((more) => (sum += more));
}

function unpackMoney() {
  if (!page.money) return;
  page.money.values = runningSums(page.money.cents);
  page.money.pairs = page.money.exact ? page.money.values : runningSums(page.money.pairs);
}

// The line that an S-curve shows at the reader's own entry.
function entryOf(spec) {
  const { measure, unit } = spec.layout.meta ?? {};
  const key = { finish: "date", cost: "cents" }[measure];
  if (!key || !isChosen(key)) return null;
  const isMoney = key === "cents";
  const x = isMoney ? state.cents / 100 / unit : `${state.date} 23:59`;
  const at = isMoney ? x : Date.parse(`${state.date}T23:59Z`);
  const [low, high] = spec.layout.xaxis.range.map((end) => (isMoney ? end : Date.parse(`${end.replace(" ", "T")}Z`)));
  if (at < low || at > high) return null;
  const chance = isMoney ? chanceOfSum(state.cents) : chanceOfDay("finish", state.date);
  return { x, text: sayPercent(chance), right: at > (low + high) / 2 };
}

function say(id, text, isRemedy = false) {
  const place = byId(id);
  if (!place) return;
  place.textContent = text;
  place.classList.toggle("wrong", isRemedy);
}

// Says anew what stands beside a box; a wrong entry keeps its remedy.
function showFinish() {
  if (isWrong("finish-by")) return;
  const text = sayOdds(chanceOfDay("finish", state.date));
  const own = `finish:${state.project}`;
  const more = state.project && page.days[own] ? `; this project ${sayPercent(chanceOfDay(own, state.date))}` : "";
  say("finish-says", text + more);
}

function showBudget() {
  if (page.money && !isWrong("budget")) say("budget-says", sayOdds(chanceOfSum(state.cents)));
}

function showBoth() {
  if (page.money) say("both-says", sayBoth(state.date, state.cents));
}

const isWrong = (id) => byId(id).getAttribute("aria-invalid") === "true";

function onEntry(box, answer, read, remedy, key) {
  const found = read(box.value);
  box.setAttribute("aria-invalid", String(found === null));
  if (found === null) say(answer, remedy, true);
  else if (found === state[key]) (key === "date" ? showFinish : showBudget)();
  else choose({ [key]: found });
}

// Writes what was chosen into the boxes, over whatever was typed.
function writeFinish() {
  byId("finish-by").value = state.date;
  byId("finish-by").removeAttribute("aria-invalid");
  showFinish();
}

function writeBudget() {
  if (!page.money) return;
  byId("budget").value = plainSum(state.cents);
  byId("budget").removeAttribute("aria-invalid");
  showBudget();
}

function startFinish() {
  const box = byId("finish-by");
  const read = (text) => (isDay(text) ? text : null);
  const remedy = "This is no date yet.";
  box.addEventListener("input", () => onEntry(box, "finish-says", read, remedy, "date"));
  showFinish();
  listeners.push((changed) => {
    if (changed.has("date") && box.value !== state.date) writeFinish();
    else if (changed.has("date") || changed.has("project")) showFinish();
  });
}

function startBudget() {
  const box = byId("budget");
  if (!box) return;
  const read = (text) => parsedSum(text, box.dataset.currency);
  const remedy = "Write a sum such as 11.5m or 11 500 000.";
  box.addEventListener("input", () => onEntry(box, "budget-says", read, remedy, "cents"));
  box.addEventListener("change", () => { if (read(box.value) !== null) box.value = plainSum(state.cents); });
  showBudget();
  listeners.push((changed) => {
    if (!changed.has("cents")) return;
    if (read(box.value) !== state.cents) writeBudget();
    else showBudget();
  });
}

function startBoxes() {
  startFinish();
  startBudget();
  showBoth();
  listeners.push((changed) => {
    if (!changed.has("date") && !changed.has("cents")) return;
    showBoth();
    outdate((spec) => spec.layout.meta?.measure !== undefined);
  });
}

// What the reader has chosen. Whoever shows it subscribes; whoever changes it calls `choose`.
const state = { p: 0, date: "", cents: null, project: "", year: "" };
const initial = {};
const listeners = [];

function choose(change) {
  const before = { ...state };
  Object.assign(state, change);
  const changed = new Set(Object.keys(state).filter((key) => state[key] !== before[key]));
  if (changed.size) listeners.forEach((tell) => tell(changed));
}

const isChosen = (key) => state[key] !== initial[key];
const byId = (id) => document.getElementById(id);

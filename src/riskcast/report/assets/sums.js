// Sums as people type them: 11.5m, 11 500 000, 11.500.000, 11,500,000, EUR 11500k.
const UNITS = { "": 1, k: 1e3, m: 1e6, mn: 1e6, mio: 1e6, bn: 1e9, b: 1e9 };

// Returns hundredths, or null for what is no sum.
function parsedSum(text, currency) {
  const bare = text.trim().toLowerCase().replace(currency.toLowerCase(), "").replace(/[\s'’_]/g, "");
  const parts = /^([+\-−]?)([\d.,]+)([a-z]*)$/.exec(bare);
  if (!parts || !Object.hasOwn(UNITS, parts[3])) return null;
  const number = parsedNumber(parts[2], parts[3] !== "");
  const cents = number === null ? NaN : Math.round(number * UNITS[parts[3]] * 100);
  if (!Number.isSafeInteger(cents)) return null;
  return parts[1] && parts[1] !== "+" ? -cents : cents;
}

// A single point or comma before three digits groups thousands, unless a unit follows: 11.500 but 1.250m.
function parsedNumber(text, hasUnit) {
  const signs = text.replace(/\d/g, "");
  const last = signs.slice(-1);
  const groups = new Set(signs).size === 1 && (signs.length > 1 || (!hasUnit && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text)));
  const cut = groups || !last ? text.length : text.lastIndexOf(last);
  const whole = text.slice(0, cut);
  const rest = text.slice(cut + 1);
  if (/[.,]/.test(rest) || (last && !groups && whole.includes(last))) return null;
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return null;
  const digits = whole.replace(/[.,]/g, "");
  return digits || rest ? Number(`${digits || "0"}.${rest || "0"}`) : null;
}

// 1150000000 hundredths are 11 500 000.
function plainSum(cents) {
  const size = Math.abs(cents);
  const whole = grouped(Math.floor(size / 100), " ");
  const part = size % 100 ? `.${String(size % 100).padStart(2, "0")}` : "";
  return `${cents < 0 ? "-" : ""}${whole}${part}`;
}

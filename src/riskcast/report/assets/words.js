// Chances in words, by the rules of the texts that Python wrote into the page.
const FRACTIONS = [2, 3, 4, 5, 6, 8, 10].flatMap((b) => Array.from({ length: b - 1 }, (_, i) => [i + 1, b]));

// A half goes to the even neighbour.
function rounded(x) {
  return Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}

function grouped(whole, separator) {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, separator);
}

function sayPercent(p) {
  if (p > 0 && p < 0.005) return "<1 %";
  if (p >= 0.995 && p < 1) return ">99 %";
  return `${rounded(100 * p)} %`;
}

function twoDigits(x) {
  let step = 1;
  while (x >= 100 * step) step *= 10;
  return grouped(rounded(x / step) * step, ",");
}

function sayFrequency(p) {
  if (p <= 0) return "in no iteration";
  if (p >= 1) return "in every iteration";
  if (p < 0.05) return `about 1 in ${twoDigits(1 / p)}`;
  if (p > 0.95) return `all but about 1 in ${twoDigits(1 / (1 - p))}`;
  const away = ([a, b]) => Math.abs(a / b - p);
  const best = FRACTIONS.reduce((held, next) => (away(next) < away(held) ? next : held));
  const [top, bottom] = away(best) > 0.03 ? [rounded(20 * p), 20] : best;
  return `about ${top} in ${bottom}`;
}

// Of a chance that is taken from 10,000 pairs: what is below half a thousandth is not told apart from nothing.
function sayEstimate(p) {
  if (p < 0.0005) return "<1 %, fewer than 1 in 1,000";
  if (p > 0.9995) return ">99 %, all but fewer than 1 in 1,000";
  return sayOdds(p);
}

function sayOdds(p) {
  return `${sayPercent(p)}, ${sayFrequency(p)}`;
}

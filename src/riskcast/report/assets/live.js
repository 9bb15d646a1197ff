// The confidence slider: every figure that carries data-live takes its text at the chosen step.
const figures = Array.from(document.querySelectorAll("[data-live]"));

function showFigures() {
  const step = page.steps.indexOf(state.p);
  for (const figure of figures) {
    const { live, kind } = figure.dataset;
    const text = live === "p" ? String(state.p) : page.texts[live][kind][step];
    if (figure.textContent !== text) figure.textContent = text;
  }
}

function showSlider(slider) {
  slider.value = page.steps.indexOf(state.p);
  slider.setAttribute("aria-valuetext", `P${state.p}: not exceeded in ${state.p} of 100 futures`);
}

function startSlider() {
  const slider = byId("confidence");
  slider.addEventListener("input", () => choose({ p: page.steps[Number(slider.value)] }));
  showSlider(slider);
  listeners.push((changed) => {
    if (!changed.has("p")) return;
    showSlider(slider);
    showFigures();
    outdate((spec) => spec.steps !== undefined);
  });
}

// The contents name the section that is being read.
function startContents() {
  const links = new Map(Array.from(document.querySelectorAll("nav a"), (link) => [decoded(link.hash.slice(1)), link]));
  const seen = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
    const current = sections.find((section) => seen.has(section));
    for (const link of links.values()) link.removeAttribute("aria-current");
    if (current) links.get(current.id)?.setAttribute("aria-current", "true");
  }, { rootMargin: "-25% 0px -60% 0px" });
  const sections = Array.from(document.querySelectorAll("main > section"));
  sections.forEach((section) => observer.observe(section));
}

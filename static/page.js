// On the share page a choice is a plain new address: the form is sent as soon as it changes.
document.documentElement.classList.add("has-script");
addEventListener("change", (event) => {
  const form = event.target.closest("form[hx-trigger=change]");
  if (form) form.requestSubmit();
});
// Shared by the device's own sheet where there is one, else copied; where neither can be, the link leads on.
addEventListener("click", (event) => {
  const link = event.target.closest("[data-copied]");
  const copied = () => (link.textContent = link.dataset.copied);
  const done = link && (navigator.share?.({ url: link.href }) ?? navigator.clipboard?.writeText(link.href).then(copied));
  if (!done) return;
  event.preventDefault();
  done.catch(() => {});
});
// What was seen and chosen, where the shop counts it: the address of the view before, on this page alone, and of this one.
const count = (tier) => {
  const page = location.origin + location.pathname;
  const before = document.referrer.split("?")[0] === page ? document.referrer : "";
  const type = tier ? "tc-select" : before ? "tc-change" : "tc-load";
  navigator.sendBeacon?.("/api/v1/events", [type, tier, before, location.href.split("#")[0]]);
};
if (document.querySelector("[data-count]")) {
  count();
  addEventListener("click", (event) => {
    const tier = event.target.closest("a[data-tier]");
    if (tier) count(tier.dataset.tier);
  });
}

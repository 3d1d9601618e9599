// On the share page a choice is a plain new address: the form is sent as soon as it changes.
document.documentElement.classList.add("has-script");
addEventListener("change", (event) => {
  const form = event.target.closest("form[hx-trigger=change]");
  if (form) form.requestSubmit();
});

// Passkeys: the form asks the server what to sign, the device signs it, and the form is sent with the answer.
// Without script such forms stay hidden, and the page says so.
"use strict";
const able = () => window.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;

const prepare = () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
};
const say = (form, words) => {
  const alert = form.querySelector("[role=alert]");
  alert.textContent = words;
  alert.hidden = !words;
};
const signed = (does, asked) =>
  does === "make"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });

const run = async (form) => {
  const { passkey: does, host, elsewhere, unable } = form.dataset;
  if (location.hostname !== host) return elsewhere;
  if (!able()) return unable;
  form.elements.act.value = "challenge";
  const got = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  // A session that ended is answered by a page.
  if (!got.headers.get("content-type")?.startsWith("application/json")) return location.reload();
  const asked = await got.json();
  if (!got.ok) return asked.message;
  form.elements.passkey.value = JSON.stringify(await signed(does, asked));
  form.elements.act.value = "passkey";
  form.submit();
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  say(form, "");
  button.disabled = true;
  try {
    say(form, (await run(form)) ?? "");
  } catch (error) {
    say(form, error.name === "InvalidStateError" ? form.dataset.known : form.dataset.cancelled);
  }
  button.disabled = false;
});
for (const type of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(type, prepare);

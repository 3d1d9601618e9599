// Addresses: of the fragment that is asked for, and of the page that remembers the choices.

/** Attributes that are context parameters of the same name. */
export const NAMED = ["lang", "currency", "persona", "tiers", "products", "diff"];

/** The value of an attribute. White space means nothing in any of ours. */
export const said = (element, name) => (element.getAttribute(name) ?? "").replace(/\s/g, "");

/** The context parameters of a view's address. */
export const known = (url) => [...url.searchParams].filter(([name]) => name !== "v");

/** Puts *url* into the one form of its view: names sorted, lists joined by commas, nothing empty. */
function tidy(url) {
  const tidied = new URLSearchParams();
  for (const [name, value] of url.searchParams) {
    if (value) tidied.set(name, tidied.has(name) ? `${tidied.get(name)},${value}` : value);
  }
  tidied.set("v", 1); // The fragment contract this script was written for.
  tidied.sort();
  url.search = tidied;
  return url;
}

/** The view that the attributes name. */
export function stated(element, host) {
  const url = new URL(`/fragments/${said(element, "comparison")}?${said(element, "context")}`, host);
  for (const name of NAMED) if (said(element, name)) url.searchParams.set(name, said(element, name));
  if (!url.searchParams.get("lang")) url.searchParams.set("lang", element.closest("[lang]")?.lang || "en");
  return tidy(url);
}

/** The view of *url* with some parameters changed; an empty value takes one away. */
export function changed(url, changes) {
  const next = new URL(url);
  for (const [name, value] of changes) next.searchParams.set(name, value);
  return tidy(next);
}

/** The view that a link or form with `hx-get` leads to, with the form's fields as they stand. */
export function chosen(control, submitter, host) {
  const url = new URL(control.getAttribute("hx-get"), host);
  if (control.elements) {
    const fields = new FormData(control);
    // The button pressed overrides the field of its name: a stepper's "+" beside its number.
    if (submitter?.name) fields.set(submitter.name, submitter.value);
    // A box without its tick is not among the fields, and must not live on in the address.
    for (const field of control.elements) url.searchParams.delete(field.name);
    for (const [name, value] of fields) url.searchParams.append(name, value);
  }
  return tidy(url);
}

/** What the page's address remembers of *base*'s view; without `sync-url` that is nothing. */
export function asked(element, base) {
  if (!element.hasAttribute("sync-url")) return base;
  const ours = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith("tc-"));
  return changed(base, ours.map(([name, value]) => [name.slice(3), value]));
}

/** Writes the parameters of *url* into the page's address, as one entry of its history.
 *
 * The shop's own part keeps its bytes: URLSearchParams would rewrite `%20` as `+`. What *base* says
 * and *url* does not is written empty. The language is for the page to remember.
 */
export function remember(url, base) {
  const query = location.search.slice(1).split("&").filter((pair) => pair && !pair.startsWith("tc-"));
  for (const name of new Set([...base.searchParams.keys(), ...url.searchParams.keys()])) {
    const value = encodeURIComponent(url.searchParams.get(name) ?? "");
    if (name !== "v" && name !== "lang") query.push(`tc-${name}=${value}`);
  }
  // The entry keeps the state that the shop's router put there.
  history.pushState(history.state, "", `${location.pathname}?${query.join("&")}`.replace(/\?$/, "") + location.hash);
}

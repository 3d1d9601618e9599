// Addresses: of the view that is wanted, and of the page that remembers the choices.

/** Attributes that are context parameters of the same name. */
export const NAMED = ["lang", "currency", "persona", "tiers", "products", "diff"];

/** The value of an attribute without white space around it, or empty. */
export const said = (element, name) => (element.getAttribute(name) ?? "").trim();

const parameters = (query) => Object.fromEntries(new URLSearchParams(query));

/** What the attributes say, by parameter. */
export function stated(element) {
  const base = { lang: element.closest("[lang]")?.lang || "en", ...parameters(said(element, "context")) };
  for (const name of NAMED) base[name] = said(element, name) || base[name];
  return base;
}

/** *base* as *choices* change it: pairs in the order of their names, without empty values. */
export const merged = (base, choices) => Object.entries({ ...base, ...choices }).filter((pair) => pair[1]).sort();

/** The one address of a view. `v` is the fragment contract that this script was written for. */
export const address = (url, base, choices) => new URL(`?${new URLSearchParams(merged(base, choices))}&v=1`, url).href;

/** What a link or form with `hx-get` chooses, by parameter: *url*'s own query and the form's fields.
 *
 * What *base* says and the choice does not is empty. The language stays the page's.
 */
export function chosen(control, submitter, base, url) {
  const choices = parameters(url.search);
  for (const name in base) choices[name] ??= "";
  if (control.elements) {
    const fields = new FormData(control);
    // By element, not by field: a box without its tick is no field, and must not live on.
    for (const { name } of control.elements) choices[name] = fields.getAll(name).join();
    if (submitter) choices[submitter.name] = submitter.value;
  }
  delete choices.lang;
  return choices;
}

/** The choices that the page's address remembers under `tc-`. */
export const remembered = () => parameters(location.search.match(/(?<=[?&]tc-)[^&]+/g)?.join("&"));

/** Makes *choices* an entry of the page's history; empty where they take away what *base* says.
 *
 * The shop's part of the query keeps its bytes (URLSearchParams would rewrite `%20` as `+`), and
 * the entry keeps the state that the shop's router put there.
 */
export function remember(choices, base) {
  let query = location.search.replace(/[?&]tc-[^&]*/g, "");
  for (const name in choices) {
    if (choices[name] || base[name]) query += `&tc-${name}=${encodeURIComponent(choices[name])}`;
  }
  history.pushState(history.state, "", location.pathname + query.replace(/^./, "?") + location.hash);
}

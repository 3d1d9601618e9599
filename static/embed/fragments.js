// Fragments: fetched once for all who ask at the same time, and made into elements in one place.

const flights = {}; // The requests under way, by address.
let policy;

function start(url) {
  const control = new AbortController();
  const end = () => {
    clearTimeout(timer);
    delete flights[url];
    control.abort();
  };
  const timer = setTimeout(end, 10_000);
  // The controller has the one option, `signal`. The credentials mode stays the default: otherwise a
  // preload of the same address would not be used.
  const answer = fetch(url, control)
    .then(async (response) => [response.status, await response.text()])
    .finally(end);
  return Object.assign(answer, { end, riders: 0 });
}

/** Asks for *url*: a promise of status and text, shared by all who ask before it settles. */
export function ask(url) {
  const flight = (flights[url] ??= start(url));
  flight.riders++;
  return flight;
}

/** No longer waits for *flight*. The last one to leave ends the request. */
export function leave(flight) {
  if (flight && !--flight.riders) flight.end();
}

/** The nodes of *html*. No other place makes elements of what a server sent.
 *
 * `setHTML` needs no Trusted Types policy. One is made only where it is missing: a page that lists
 * other policies would refuse ours.
 */
export function parsed(html) {
  const box = document.createElement("template");
  if (box.setHTML) box.setHTML(html, { sanitizer: {} });
  else {
    policy ??= window.trustedTypes?.createPolicy("tier-compare", { createHTML: String });
    box.innerHTML = policy?.createHTML(html) ?? html;
  }
  return box.content;
}

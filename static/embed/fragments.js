// Fragments: fetched once for all who ask at the same time, and made into elements in one place.

const TIMEOUT = 10_000;
const flights = new Map(); // The requests under way, by address.
let policy;

/** Asks for *url*. Returns the `answer` to come, as status and text, and `leave()`.
 *
 * The last one to leave ends the request. The credentials mode is the default one, as a preload's is.
 */
export function ask(url, cache) {
  let flight = flights.get(url);
  if (!flight) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), TIMEOUT);
    const answer = fetch(url, { signal: control.signal, cache })
      .then(async (response) => [response.status, await response.text()])
      .finally(() => {
        clearTimeout(timer);
        flights.delete(url);
      });
    flight = { answer, control, riders: 0 };
    flights.set(url, flight);
  }
  flight.riders++;
  return {
    answer: flight.answer,
    leave() {
      if (--flight.riders) return;
      flights.delete(url);
      flight.control.abort();
    },
  };
}

/** The nodes of *html*. No other place makes elements of what a server sent.
 *
 * `setHTML` needs no Trusted Types policy. One is made only where it is missing: a page that lists
 * other policies would refuse ours.
 */
function parsed(html) {
  const box = document.createElement("template");
  if (box.setHTML) box.setHTML(html, { sanitizer: {} });
  else {
    policy ??= window.trustedTypes?.createPolicy("tier-compare", { createHTML: (text) => text });
    box.innerHTML = policy ? policy.createHTML(html) : html;
  }
  return box.content;
}

/** What came: the status (0: nothing), its nodes and, of a view, the list on its root. Never rejects. */
export async function read(answer) {
  const came = { status: 0 };
  try {
    const [status, html] = await answer;
    came.status = status;
    came.content = parsed(html);
    if (status === 200) came.list = JSON.parse(came.content.querySelector("[data-list]").dataset.list);
  } catch {
    // Cut off, late, refused, or no view: what is missing from the result says so.
  }
  return came;
}

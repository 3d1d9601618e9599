// <tier-compare-button>: picks a product on a shop's listing page, and the tray that keeps the picks.
// Its contract is docs/embedding.md.
import { WORDS } from "./button-words.js";
import sheet from "./button.css" with { type: "css" };

const PLACE = "tier-compare"; // Where the browser keeps the picks, for this shop's site alone.
// A module has no current script: its page says the attribute `host`.
const SCRIPT = document.currentScript?.src || location.href;
const BUTTONS = new Set(); // Those in the page.

let picks = []; // Each a line: `SHOP/KEY`, a space, the name; in the order picked.
let waiting; // The button of one for which there is no room.
let tray;

const said = (element, name) => (element.getAttribute(name) ?? "").trim();
const shopOf = (line) => line.split("/")[0];
const keyOf = (line) => line.split(/[/ ]/)[1];
const nameOf = (line) => line.replace(/\S+ /, "");
const isPicked = (line) => picks.some((one) => one.split(" ")[0] === line.split(" ")[0]);
const most = (button) => Math.min(Math.max(said(button, "most") || 5, 2), 5);

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function words(element, which, about) {
  const lang = element.closest("[lang]")?.lang.slice(0, 2);
  return (WORDS[lang] ?? WORDS.en)[which].replace("%", () => about);
}

const live = make("p", { role: "status" });
const items = make("div");
const link = make("a");
const section = make("section", {
  onkeydown({ key }) {
    if (key === "Escape" && waiting) turnBack();
  },
});
section.append(live, items, link);

/** Takes over what the browser keeps; where it keeps nothing for anybody, the page alone remembers. */
function recall() {
  try {
    picks = (localStorage.getItem(PLACE) ?? "").match(/^[a-z0-9-]+\/[a-z0-9-]+ .+$/gm) ?? [];
  } catch {
    // Storage is closed to this page.
  }
  draw();
}

/** Makes *lines* the picks, here and in every other tab. */
function pick(lines) {
  picks = lines;
  waiting = null;
  try {
    localStorage.setItem(PLACE, picks.join("\n"));
  } catch {
    // As in `recall`.
  }
  draw();
}

/** Where the picks are compared: on the shop's own page where *button* names one, else on ours. */
function address(button) {
  const own = said(button, "to");
  const ours = `/c/${shopOf(picks[0])}?lang=${button.closest("[lang]")?.lang || "en"}`;
  const url = new URL(own || ours, own ? location.href : said(button, "host") || SCRIPT);
  url.search += `${url.search && "&"}${own && "tc-"}products=${picks.map(keyOf)}`;
  return url.href;
}

/** Draws every button and the tray anew; the focus stays at its place in the tray. */
function draw() {
  for (const one of BUTTONS) one.draw();
  const [button] = BUTTONS;
  if (!button) return;
  if (!tray?.isConnected) open();
  const held = tray.activeElement?.dataset.place;
  const own = picks.map((line, place) => {
    const name = nameOf(line);
    const one = make("button", { textContent: name, onclick: () => take(place, line) });
    one.ariaLabel = waiting ? name : words(button, 2, name);
    one.dataset.place = place;
    return one;
  });
  items.replaceChildren(...own);
  section.hidden = !own[0];
  section.ariaLabel = link.textContent = words(button, 1, own.length);
  if (own[0]) link.href = address(button);
  link.hidden = waiting;
  live.textContent = waiting ? `${nameOf(waiting.pick)}: ${words(button, 3, most(waiting))}` : "";
  if (held) (own[held] ?? own.at(-1))?.focus();
}

function root(host) {
  const made = host.attachShadow({ mode: "open", delegatesFocus: true });
  made.adoptedStyleSheets = [sheet];
  return made;
}

/** Anew where a page has changed its body for another, and the tray went with it. */
function open() {
  tray = root(document.body.appendChild(make("div")));
  tray.append(section);
}

/** The pick at *place* was pressed: it goes, or the one that waits takes its place. */
function take(place, line) {
  const button = waiting ?? [...BUTTONS].find((one) => one.pick === line);
  const focus = waiting || !picks[1];
  pick(picks.flatMap((one, at) => (at === place ? (waiting?.pick ?? []) : one)));
  if (focus) button?.focus();
}

/** Nothing is swapped after all. */
function turnBack() {
  const button = waiting;
  waiting = null;
  draw();
  button.focus();
}

class TierCompareButton extends HTMLElement {
  static version = "1.0.0";
  static observedAttributes = ["product", "name"];

  #button = root(this).appendChild(make("button", { part: "button", onclick: () => this.#toggle() }));

  connectedCallback() {
    BUTTONS.add(this);
    if (BUTTONS.size > 1) this.draw();
    else recall();
  }

  disconnectedCallback() {
    BUTTONS.delete(this);
    // Nobody would draw it anew.
    if (!BUTTONS.size) section.hidden = true;
  }

  attributeChangedCallback() {
    if (this.isConnected) draw();
  }

  /** What is kept of its product. */
  get pick() {
    const product = said(this, "product");
    return `${product} ${said(this, "name") || product}`;
  }

  draw() {
    const text = (this.#button.textContent = words(this, 0));
    this.#button.ariaLabel = `${text}: ${nameOf(this.pick)}`;
    this.#button.ariaPressed = isPicked(this.pick);
  }

  #toggle() {
    const mine = this.pick;
    const others = picks.filter((one) => shopOf(one) === shopOf(mine));
    if (isPicked(mine)) pick(others.filter((one) => keyOf(one) !== keyOf(mine)));
    else if (others.length < most(this)) pick([...others, mine]);
    else if (waiting === this) turnBack();
    else {
      waiting = this;
      draw();
      items.firstChild.focus();
    }
  }
}

if (!customElements.get("tier-compare-button")) {
  customElements.define("tier-compare-button", TierCompareButton);
  addEventListener("storage", ({ key }) => key === PLACE && recall());
  addEventListener("pageshow", recall);
}

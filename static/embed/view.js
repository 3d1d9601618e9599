// What stands in the shadow root: the fallback, the view or the error box, and the live text.
import sheet from "./tier-compare.css" with { type: "css" };

/** A new element with the given properties and children. */
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** What a control is known by before and after a swap. */
const identity = ({ id, name, type, value, textContent }) =>
  id || (name ? name + (/radio|box|submit/.test(type) ? value : "") : textContent);

export class View {
  #theme = new CSSStyleSheet(); // The merchant's tokens. The other sheet is shared by all elements.
  #box; // The error box on show.

  constructor(element) {
    // Where the shop's server included the view, the parser has made the root.
    this.root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [sheet, this.#theme];
    // The view itself can take the focus, when the control that had it is gone.
    this.body = make("div", { className: "tc-root", part: "base", tabIndex: -1 });
    this.status = make("p", { className: "tc-status", role: "status" });
    this.body.append(this.root.querySelector("[data-list]") ?? make("slot"));
    this.root.append(this.body, this.status);
  }

  /** The root of the fragment on show, or null. */
  get section() {
    return this.body.querySelector("[data-list]");
  }

  /** Shows *content* where *control*, which it was chosen with, says so in htmx's words. */
  swap(content, control) {
    const target = this.#target(control);
    this.#keepFocus(() => {
      this.#box?.remove();
      if (target !== this.body && control.getAttribute("hx-swap") === "outerHTML") target.replaceWith(content);
      else target.replaceChildren(content);
    });
    this.#theme.replaceSync(this.section.dataset.theme ?? "");
  }

  /** Gives the place to the shop's own fallback, or to *content* where there is none. */
  giveWay(content) {
    this.body.replaceChildren(make("slot", {}, content));
  }

  /** Says that it failed; a view on show stays. The fallback child is the way out, else *page* is. */
  fail(message, words, page, retry) {
    const button = make("button", { type: "button", onclick: retry, textContent: words.retry });
    const slot = make("slot", {}, make("a", { href: page, textContent: words.page }));
    const said = [make("p", { textContent: message }), button];
    this.#keepFocus(() => {
      this.#box?.remove();
      // A fallback on show already does not move.
      this.body.querySelector("slot")?.remove();
      const order = this.section ? [...said, slot] : [slot, ...said];
      this.#box = make("div", { className: "tc-error", part: "error", role: "alert", lang: words.lang }, ...order);
      this.body.prepend(this.#box);
    });
  }

  /** What only the browser can know: returns whether it is dark here, and sets the headings' depth. */
  dress(theme, level) {
    const dark = theme === "dark" || (theme !== "light" && this.#isOnDark());
    this.body.style.colorScheme = dark ? "dark" : "light";
    const deeper = "234".indexOf(level || 2);
    for (const heading of this.body.querySelectorAll("h2, h3, h4")) {
      if (deeper >= 0) heading.ariaLevel = +heading.localName[1] + deeper;
    }
    return dark;
  }

  /** True if the page's text is light: then its ground is dark. */
  #isOnDark() {
    const { style } = this.body;
    // Mixed with itself, any colour comes out as three numbers from 0 to 1.
    style.color = "color-mix(in srgb, currentColor, currentColor)";
    const [red, green, blue] = getComputedStyle(this.body).color.match(/[\d.]+/g);
    style.color = "";
    return 2 * red + 5 * green + +blue > 5;
  }

  #target(control) {
    const where = control?.isConnected && control.getAttribute("hx-target");
    if (!where) return this.body;
    if (where === "this") return control;
    return (where.startsWith("closest ") ? control.closest(where.slice(8)) : this.root.querySelector(where)) ?? this.body;
  }

  #keepFocus(change) {
    const held = this.root.activeElement;
    const alike = () => {
      const name = identity(held);
      return [...this.body.querySelectorAll(held.localName)].filter((peer) => identity(peer) === name);
    };
    const place = held && alike().indexOf(held);
    change();
    if (held && !held.isConnected) (alike()[place] ?? this.body).focus({ preventScroll: true });
  }
}

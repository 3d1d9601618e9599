// <tier-compare>: shows a comparison in a shop's page. Its contract is docs/embedding.md.
import { NAMED, address, chosen, merged, remember, remembered, said, stated } from "./address.js";
import { ask, leave, parsed } from "./fragments.js";
import { WORDS } from "./words.js";
import sheet from "./tier-compare.css" with { type: "css" };

/** Attributes that say what is compared. With another subject, the choices are gone. */
const SUBJECT = ["comparison", "context", "host"];
// A module has no current script: its page says the attribute `host`.
const SCRIPT = document.currentScript?.src || location.href;

/** What GA4 calls what happened. */
const GA4 = { "tc-load": "view_item_list", "tc-select": "select_item", "tc-share": "share" };

const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.replaceChildren(...children);
  return made;
};

/** What a control or fold is known by before and after a swap, but for its place among those alike. */
const identity = (one) => {
  const label = one.querySelector("summary") ?? one;
  return one.id || one.className + one.type + one.name + one.value + label.ariaLabel + label.textContent;
};

class TierCompare extends HTMLElement {
  static version = "1.0.0";
  static observedAttributes = [...SUBJECT, "theme", "heading-level", ...NAMED];

  /** Settles with the first view, and waits as long as there is none. */
  ready = new Promise((settle) => this.addEventListener("tc-load", settle));

  #states = this.attachInternals().states;
  #theme = new CSSStyleSheet(); // The merchant's tokens. The other sheet is shared by all elements.
  #live = make("div", { className: "tc-clip", role: "status" }); // Outside of what is swapped.
  #body; // Around the fallback, the view and the error box.
  #error; // The error box, if there is one.
  #list; // The GA4 list of the view on show.
  #url; // The fragment's address; its query does not count.
  #base; // What the attributes say, by parameter.
  #choices = {}; // What the shopper chose, by parameter: goes before the attributes.
  #shown; // The address of the view on show or under way.
  #told; // The address of the view that was counted last.
  #flight; // The request under way.
  #task; // The settling to come.
  #pause; // Until what is pointed at is fetched ahead.

  attributeChangedCallback(name) {
    // The shop speaks last: its new value takes the place of the shopper's.
    delete this.#choices[name];
    if (SUBJECT.includes(name)) this.#url = null;
    this.#settleSoon();
  }

  connectedCallback() {
    addEventListener("popstate", this.#recall);
    this.#settleSoon();
  }

  disconnectedCallback() {
    removeEventListener("popstate", this.#recall);
    removeEventListener("load", this.#shade);
  }

  /** The context parameters of the view asked for last. */
  get state() {
    return Object.fromEntries(merged(this.#base, this.#choices));
  }

  /** Asks for the same view again. Settles when it has come or failed. */
  async refresh() {
    this.#shown = null;
    if (this.#url) await this.#load();
  }

  /** Once, after this task: several attributes are one request, and a move in the page is none. */
  #settleSoon() {
    clearTimeout(this.#task);
    this.#task = setTimeout(() => this.isConnected && this.#settle());
  }

  #settle() {
    this.#base = stated(this);
    if (!this.#url) {
      this.#url = new URL(`/fragments/${said(this, "comparison")}`, said(this, "host") || SCRIPT);
      if (!this.#body) this.#open();
      this.#choices = this.hasAttribute("sync-url") ? remembered() : {};
    }
    this.#rank();
    this.#shade();
    // The page's own style may come after ours.
    addEventListener("load", this.#shade);
    if (this.#shown || said(this, "loading") !== "lazy") return this.#load();
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.#load(), { rootMargin: "400px" }).observe(this);
  }

  #open() {
    // Where the shop's server included the view, the parser has made the root already.
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const section = root.querySelector("[data-list]");
    // Mixed with itself, any colour computes to three numbers from 0 to 1.
    const style = "color:color-mix(in srgb,currentColor,currentColor)";
    this.#body = make("div", { className: "tc-host", style }, section ?? make("slot"));
    root.adoptedStyleSheets = [sheet, this.#theme];
    root.replaceChildren(this.#body, this.#live);
    for (const type of ["click", "change", "submit"]) root.addEventListener(type, this.#hear);
    for (const type of ["pointerover", "focusin"]) root.addEventListener(type, this.#foresee);
    if (!section) return;
    this.#shown = address(this.#url, this.#base);
    this.#arrive(section, JSON.parse(section.dataset.list));
  }

  /** Light or dark, as only the browser can know. Asked before a view comes, as an answer lays the page out. */
  #shade = () => {
    const [, red, green, blue] = getComputedStyle(this.#body).color.split(" ").map(parseFloat);
    const theme = said(this, "theme");
    // Light text stands on a dark ground.
    const isDark = theme === "dark" || (theme !== "light" && red + green + blue > 1.9);
    this.#body.style.colorScheme = isDark ? "dark" : "light";
    this.#mark("dark", isDark);
  };

  /** How deep the headings are in the page. */
  #rank() {
    let excess; // Of the first heading over the level asked for; the others move with it.
    for (const heading of this.#body.querySelectorAll("[role=heading]")) {
      heading.ariaLevel -= excess ??= heading.ariaLevel - (+said(this, "heading-level") || 2);
    }
  }

  /** Gives the page's parameters that `link-params` names to the tiers' own links. */
  #pass() {
    const names = said(this, "link-params").split(/[ ,]+/);
    const given = [...new URLSearchParams(location.search)].filter(([name]) => names.includes(name));
    for (const link of this.#body.querySelectorAll("a[data-tier]")) {
      const own = new URLSearchParams(link.search);
      const more = new URLSearchParams(given.filter(([name]) => !own.has(name)));
      // A number to call and an address to write to have no host.
      if (link.host && `${more}`) link.search += `${link.search && "&"}${more}`;
    }
  }

  /** Loads the view wanted. *control* is what the shopper chose it with, if it was a choice. */
  async #load(control) {
    const href = address(this.#url, this.#base, this.#choices);
    if (href === this.#shown) return;
    leave(this.#flight);
    clearTimeout(this.#pause);
    const flight = (this.#flight = ask(href));
    this.#shown = href;
    this.#mark("loading", (this.#body.ariaBusy = true));
    let status = 0, html, content, section, list;
    try {
      [status, html] = await flight;
      content = parsed(html);
      section = content.querySelector("[data-list]");
      list = status === 200 && JSON.parse(section.dataset.list);
    } catch {
      // Cut off, late, refused or no view: without a list it has failed.
    }
    if (this.#flight !== flight) return;
    this.#flight = null;
    this.#mark("loading", (this.#body.ariaBusy = false));
    this.#mark("error", !list);
    if (list) {
      this.#shade();
      this.#keepFocus(() => this.#swap(content, control));
      this.#arrive(section, list, control);
    } else this.#miss(status, content, () => this.#load(control));
  }

  /** Puts *content* where *control* says, in htmx's words; otherwise in the place of all. */
  #swap(content, control) {
    const where = control?.getAttribute("hx-target")?.replace("closest ", "");
    const target = where === "this" ? control : where && (control.closest(where) ?? this.shadowRoot.querySelector(where));
    this.#error?.remove();
    if (!target?.isConnected) this.#body.replaceChildren(content);
    else if (control.getAttribute("hx-swap") === "outerHTML") target.replaceWith(content);
    else target.replaceChildren(content);
  }

  #arrive(section, list, control) {
    this.#list = list;
    this.#theme.replaceSync(section.dataset.theme ?? "");
    this.#rank();
    this.#pass();
    this.#mark("loaded", true);
    this.#live.textContent = control ? section.dataset.announce : "";
    // A page that the element has left has a history of its own.
    if (control && this.isConnected && this.hasAttribute("sync-url")) remember(this.#choices, this.#base);
    this.#tell(control ? "tc-change" : "tc-load", { state: this.state, items: list.items, list });
  }

  /** No such comparison: the fallback takes the place. Another failure: what is on show stays. */
  #miss(status, content, retry) {
    this.#shown = null; // The same view can be asked for again.
    const [message, again] = WORDS[+this.#base.lang.startsWith("ko")];
    this.#keepFocus(() => {
      this.#error?.remove();
      if (status === 404) this.#body.replaceChildren(make("slot", {}, content ?? ""));
      else {
        const button = make("button", { className: "tc-step tc-button", onclick: retry }, again);
        const box = { className: "tc tc-failure", part: "error", role: "alert" };
        this.#error = make("section", box, message, button, make("slot"));
        this.#body.append(this.#error);
      }
    });
    this.#tell("tc-error", { status, retry });
  }

  /** Opens after *change* what was open, and gives the focus back to the control that had it, if another is in its place. */
  #keepFocus(change) {
    const held = this.shadowRoot.activeElement;
    const all = () => this.#body.querySelectorAll("details," + held?.localName);
    const before = Object.groupBy(all(), identity);
    change();
    for (const one of all()) {
      const was = before[identity(one)]?.shift();
      one.open ||= was?.open;
      if (was === held && one !== held) one.focus();
    }
  }

  /** A click, change or submit within the view: a choice, or a tier's own link. */
  #hear = (event) => {
    // With such a key a click asks for a new tab or window. The fallback's clicks are the shop's.
    if (event.ctrlKey || event.metaKey || event.shiftKey || !this.#body.contains(event.target)) return;
    if (event.type === "click" && event.target.part.contains("share")) this.#share(event);
    const control = event.target.closest("[hx-get],a[data-tier]");
    const path = control?.getAttribute("hx-get");
    if (path) {
      // A form that waits for changes is sent by Enter too.
      if (!`${control.getAttribute("hx-trigger") ?? "click"} submit`.includes(event.type)) return;
      event.preventDefault();
      if (control.elements && !control.reportValidity()) return;
      this.#url = new URL(path, this.#url);
      this.#choices = chosen(control, event.submitter, this.#base, this.#url);
      this.#load(control);
    } else if (control) {
      const { tier } = control.dataset;
      const item = this.#list.items.find((one) => one.item_variant === tier);
      if (!this.#tell("tc-select", { tier, item, href: control.href })) event.preventDefault();
    } else {
      // Something may have folded, which WebKitGTK shows in a shadow tree only once its style has changed.
      setTimeout(() => (this.shadowRoot.adoptedStyleSheets = [sheet, this.#theme]));
    }
  };

  /** By the device's own sheet where there is one, else by copying. Where neither can be, the link leads on. */
  #share(event) {
    const link = event.target;
    const url = link.href;
    const copied = () => (this.#live.textContent = link.textContent = link.dataset.copied);
    const isLeft = this.#tell("tc-share", { url });
    const done = isLeft && (navigator.share?.({ url }) ?? navigator.clipboard?.writeText(url).then(copied));
    if (done === undefined) return;
    event.preventDefault();
    if (done) done.catch(() => {}); // The shopper thought better of it.
  }

  /** A link or chip that is pointed at or focused for a moment: its view comes ahead, into the browser's cache. */
  #foresee = ({ target }) => {
    clearTimeout(this.#pause);
    const control = target.closest("[hx-get]");
    const field = target.closest("label")?.control;
    if (!this.#body.contains(control) || (control.elements && (field?.type !== "radio" || field.checked))) return;
    this.#pause = setTimeout(() => {
      const url = new URL(control.getAttribute("hx-get"), this.#url);
      const href = address(url, this.#base, chosen(control, field, this.#base, url));
      if (href !== this.#shown && !navigator.connection?.saveData) fetch(href, { priority: "low" }).catch(() => {});
    }, 90);
  };

  /** The shopper went back or forward. */
  #recall = () => {
    if (this.hasAttribute("sync-url")) this.#choices = remembered();
    this.#settleSoon();
  };

  #mark(name, isOn) {
    this.#states[isOn ? "add" : "delete"](name);
  }

  /** False if a listener cancelled it. A view that counts has the server told: what happened, and between which views. */
  #tell(type, detail) {
    if (this.#body.querySelector("[data-count]")) {
      navigator.sendBeacon?.(new URL("/api/v1/events", this.#url), [type, detail.tier, this.#told, (this.#told = this.#shown)]);
    }
    const isLeft = this.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, composed: true, detail }));
    if (isLeft && GA4[type] && this.hasAttribute("datalayer")) this.#push(GA4[type], detail.item);
    return isLeft;
  }

  /** Tells the page's tag manager, which sends nothing that the shopper has not agreed to. */
  #push(event, item) {
    const list = this.#list;
    const ecommerce = item ? { ...list, items: [item] } : list;
    const shared = { event, content_type: "comparison", item_id: list.item_list_id };
    const layer = (window[said(this, "datalayer") || "dataLayer"] ??= []);
    layer.push({ ecommerce: null }, event === "share" ? shared : { event, ecommerce });
  }
}

if (!customElements.get("tier-compare")) customElements.define("tier-compare", TierCompare);

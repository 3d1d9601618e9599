// <tier-compare>: shows a comparison in a shop's page. Its contract is docs/embedding.md.
import { NAMED, asked, changed, chosen, known, remember, said, stated } from "./address.js";
import { ask, read } from "./fragments.js";
import { View } from "./view.js";
import { WORDS } from "./words.js";

const TAG = "tier-compare";
const SLOW = 3_000;
// A module has no current script. A copy at another place needs the attribute `host`.
const SCRIPT = document.currentScript ?? document.querySelector('script[src*="/embed/1"]');

class TierCompare extends HTMLElement {
  static version = "1.0.0";
  static observedAttributes = ["comparison", "context", "host", "theme", "loading", "heading-level", ...NAMED];

  #settleReady;
  /** Settles with the first view. It waits as long as there is none, and never rejects. */
  ready = new Promise((settle) => {
    this.#settleReady = settle;
  });

  #internals = this.attachInternals();
  #view;
  #list; // The GA4 list of the view on show.
  #base; // The address that the attributes name.
  #wanted; // The address of the view asked for last.
  #shown; // The address of the view on show or under way.
  #ticket; // The request under way.
  #changes = new Set(); // Attributes changed since the last settling.
  #task; // The settling to come.
  #watch; // Waits until a lazy element is near.
  #isNear = false;

  attributeChangedCallback(name) {
    this.#changes.add(name);
    this.#settleSoon();
  }

  connectedCallback() {
    this.#settleSoon();
  }

  disconnectedCallback() {
    this.#settleSoon();
  }

  /** The context parameters of the view asked for last; cannot be written. */
  get state() {
    return Object.freeze(this.#wanted ? Object.fromEntries(known(this.#wanted)) : {});
  }

  /** Asks for the same view again, past the browser's cache. Settles when it came or failed. */
  async refresh() {
    if (this.#wanted) await this.#load({ again: true, cache: "no-cache" });
  }

  get #host() {
    return said(this, "host") || SCRIPT?.src || location.href;
  }

  get #words() {
    return WORDS[this.#base.searchParams.get("lang").slice(0, 2)] ?? WORDS.en;
  }

  /** One task settles all that happened in this one: several attributes, or a move in the page. */
  #settleSoon() {
    this.#task ??= setTimeout(() => {
      this.#task = undefined;
      const changes = this.#changes;
      this.#changes = new Set();
      if (this.isConnected) this.#settle(changes);
      else this.#rest();
    });
  }

  #settle(changes) {
    addEventListener("popstate", this.#recall);
    addEventListener("pageshow", this.#revive);
    if (!said(this, "comparison")) return console.warn(`${TAG}: the attribute comparison is missing`);
    this.#base = stated(this, this.#host);
    if (!this.#view) this.#open();
    this.#dress();
    if (!this.#mayLoad()) return;
    this.#wanted = this.#next(changes);
    this.#load({});
  }

  /** Out of the page: nothing is under way or listened to; the view and the choices stay. */
  #rest() {
    removeEventListener("popstate", this.#recall);
    removeEventListener("pageshow", this.#revive);
    if (!this.#ticket) return;
    this.#ticket.leave();
    this.#ticket = this.#shown = undefined;
  }

  #open() {
    this.#view = new View(this);
    for (const type of ["click", "change", "submit"]) this.#view.root.addEventListener(type, this.#hear);
    if (!this.#view.section) return;
    this.#wanted = this.#base;
    this.#shown = this.#base.href;
    this.#arrive(JSON.parse(this.#view.section.dataset.list), {});
  }

  /** True unless the element is lazy and was never near. */
  #mayLoad() {
    if (this.#isNear || said(this, "loading") !== "lazy") return true;
    this.#watch ??= new IntersectionObserver(
      (entries) => {
        this.#isNear = entries.some((entry) => entry.isIntersecting);
        if (!this.#isNear) return;
        this.#watch.disconnect();
        this.#settleSoon();
      },
      { rootMargin: "400px" },
    );
    this.#watch.observe(this);
    return false;
  }

  /** The address after *changes*: choices outlive them, but not another comparison or context. */
  #next(changes) {
    if (!this.#wanted || ["comparison", "context", "host"].some((name) => changes.has(name))) {
      return asked(this, this.#base);
    }
    const named = NAMED.filter((name) => changes.has(name));
    return changed(this.#wanted, named.map((name) => [name, this.#base.searchParams.get(name) ?? ""]));
  }

  #dress() {
    this.#mark({ dark: this.#view.dress(said(this, "theme"), said(this, "heading-level")) });
  }

  /** Loads the view wanted. *step* says what led to it: `by` "choice", with its `control`, or "return". */
  async #load(step) {
    const { href } = this.#wanted;
    if (href === this.#shown && !step.again) return;
    this.#ticket?.leave();
    const ticket = (this.#ticket = ask(href, step.cache));
    this.#shown = href;
    this.#mark({ loading: true });
    const { status: live } = this.#view;
    if (!this.#list) live.textContent = this.#words.loading;
    const slow = setTimeout(() => {
      live.textContent = this.#words.slow;
    }, SLOW);
    const { status, content, list } = await read(ticket.answer);
    clearTimeout(slow);
    if (this.#ticket !== ticket) return;
    this.#ticket = undefined;
    this.#mark({ loading: false, error: !list });
    if (!list) return this.#miss(status, content, step);
    this.#view.swap(content, step.control);
    this.#arrive(list, step);
  }

  #arrive(list, { by }) {
    const { section, status } = this.#view;
    this.#list = list;
    this.#dress();
    this.#mark({ loaded: true });
    status.textContent = by ? section.dataset.announce : "";
    if (by === "choice" && this.hasAttribute("sync-url")) remember(this.#wanted, this.#base);
    this.#tell(by ? "tc-change" : "tc-load", { state: this.state, items: list.items, list });
    this.#settleReady();
  }

  #miss(status, content, step) {
    const retry = () => this.#load(step);
    const words = this.#words;
    const page = this.#shown.replace("/fragments/", "/c/");
    this.#shown = undefined; // The same view can be asked for again.
    this.#view.status.textContent = "";
    if (status === 404 && content) this.#view.giveWay(content);
    else this.#view.fail(navigator.onLine ? words.failed : words.offline, words, page, retry);
    this.#tell("tc-error", { status, retry });
  }

  /** A click, change or submit within the view: a choice, or a tier's own link. */
  #hear = (event) => {
    const { target, type } = event;
    if (event.defaultPrevented || !this.#view.body.contains(target)) return;
    // With such a key a click asks for a new tab, a window or a download.
    const passes = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const control = target.closest("[hx-get], a[data-tier]");
    if (control?.hasAttribute("hx-get")) {
      const triggers = control.getAttribute("hx-trigger") ?? "click";
      if (passes || (type !== "submit" && !triggers.includes(type))) return;
      event.preventDefault();
      this.#wanted = chosen(control, event.submitter, this.#host);
      this.#load({ by: "choice", control });
    } else if (control && type === "click") {
      const { tier } = control.dataset;
      const item = this.#list.items.find((one) => one.item_variant === tier || one.item_id === tier);
      if (!this.#tell("tc-select", { tier, item, href: control.href }, !passes)) event.preventDefault();
    }
  };

  /** The shopper went back or forward. */
  #recall = () => {
    if (!this.#wanted || !this.hasAttribute("sync-url")) return;
    this.#wanted = asked(this, this.#base);
    this.#load({ by: "return" });
  };

  /** The browser shows the page again as it was left: prices may be old. Its cache knows. */
  #revive = (event) => {
    if (event.persisted && this.#wanted) this.#load({ again: true });
  };

  #mark(states) {
    for (const [name, isOn] of Object.entries(states)) {
      this.#internals.states[isOn ? "add" : "delete"](name);
    }
    if ("loading" in states) this.#view.body.ariaBusy = states.loading;
  }

  /** False if a listener cancelled it. */
  #tell(type, detail, cancelable) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }
}

/** Makes elements of `<div data-tier-compare="SHOP/COMPARISON" data-…>`, for editors that refuse our tag. */
function upgrade() {
  for (const box of document.querySelectorAll("[data-tier-compare]")) {
    const element = document.createElement(TAG);
    for (const { name, value } of [...box.attributes]) {
      if (!name.startsWith("data-")) continue;
      box.removeAttribute(name);
      element.setAttribute(name === "data-tier-compare" ? "comparison" : name.slice(5), value);
    }
    element.append(...box.childNodes);
    box.append(element);
  }
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, TierCompare);
  upgrade();
  addEventListener("DOMContentLoaded", upgrade);
}

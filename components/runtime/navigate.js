// Goes from page to page of an app without loading a document anew: it fetches the page's HTML and puts its content in
// place of what is shown. Where anything is not as it should be, the browser goes there as if this script were not.

import { isOutdated, mainOf, swap } from "./swap.js";

const LOADING_AFTER_MS = 150;
const HOVER_MS = 65;
const PREFETCHED_FOR_MS = 10_000;
const SCROLLED_AFTER_MS = 100;

const { base } = mainOf(document).dataset;
const withoutFragment = (url) => url.href.split("#")[0];

let shown = withoutFragment(location); // the address of the page
let visit; // the one under way: {controller, timer}
let held; // what was shown, while the visit is slow and something else is
let prefetched; // {address, time, controller, page}
let hovered; // the timer of the link that the pointer rests on
let loading = []; // [pattern, HTML] of what to show meanwhile, the first match counts

// ---- addresses

// urlOf is the address of a page of this app, nothing for other addresses.
function urlOf(href) {
  if (!URL.canParse(href, location)) return;
  const url = new URL(href, location);
  if (url.origin == location.origin && (url.pathname + "/").startsWith(base + "/")) return url;
}

// isHere tells that the browser only scrolls.
const isHere = (url) => url.href.includes("#") && withoutFragment(url) == shown;

// ---- fetching

// request is {page, address}, or nothing when that is no page of this app.
async function request(url, signal) {
  try {
    const answer = await fetch(withoutFragment(url), { signal, credentials: "same-origin", headers: { Accept: "text/html" } });
    const address = urlOf(answer.url);
    if (!address || !/^text\/html\b/.test(answer.headers.get("Content-Type"))) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mainOf(page)?.dataset.base == base && !isOutdated(page)) return { page, address };
  } catch {
    // It is told by what does not come.
  }
}

function prefetch(url) {
  clearTimeout(hovered);
  const address = withoutFragment(url);
  if (address == shown || isFresh(address) || navigator.connection?.saveData) return;
  prefetched?.controller.abort();
  const controller = new AbortController();
  prefetched = { address, controller, time: Date.now(), page: request(url, controller.signal) };
}

const isFresh = (address) => prefetched?.address == address && Date.now() - prefetched.time < PREFETCHED_FOR_MS;

// take is what was prefetched, which is used once.
function take(url) {
  if (!isFresh(withoutFragment(url))) return;
  const { page } = prefetched;
  prefetched = undefined;
  return page;
}

// ---- visiting

// go shows a page. How it does is "push", "replace", or "traverse" when the browser's history is there already, with the
// position that the page was left at.
async function go(url, how, position) {
  clearTimeout(hovered);
  stop();
  if (how == "push") savePosition();
  const controller = new AbortController();
  const own = (visit = { controller, timer: setTimeout(showLoading, LOADING_AFTER_MS, url) });
  const got = await (take(url) ?? request(url, controller.signal));
  if (visit != own) return;
  clearTimeout(own.timer);
  if (!got) return leave(url, how);
  got.address.hash = url.hash;
  await transition(() => {
    if (visit != own) return;
    stop();
    show(got, how);
    arrive(position);
  });
}

// leave lets the browser go, which may be a download: then what was shown is still there.
function leave(url, how) {
  if (how == "traverse") return location.reload();
  stop();
  location.assign(url);
}

// stop ends the visit under way.
function stop() {
  clearTimeout(visit?.timer);
  visit?.controller.abort();
  visit = undefined;
  if (held) mainOf(document).replaceWith(held);
  held = undefined;
}

function show({ page, address }, how) {
  if (how == "push") history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
  shown = withoutFragment(address);
  swap(page);
  document.dispatchEvent(new Event("ui-page"));
}

// arrive puts the scroll position and the focus where they belong, and tells the title.
function arrive(position) {
  const main = mainOf(document);
  main.tabIndex = -1;
  main.style.outline = "none";
  main.focus({ preventScroll: true });
  scroll(position);
  status.textContent = document.title;
}

// transition changes the page in a view transition where there are some and motion is wanted.
function transition(change) {
  if (!document.startViewTransition || matchMedia("(prefers-reduced-motion: reduce)").matches) return change();
  const { ready, updateCallbackDone } = document.startViewTransition(change);
  ready.catch(() => {}); // it is skipped, such as when the page is hidden
  return updateCallbackDone;
}

// ---- what is shown while a page takes long

function showLoading(url) {
  const path = url.pathname.slice(base.length) || "/";
  const found = loading.find(([pattern]) => new RegExp(pattern).test(path));
  if (!found) return;
  held = mainOf(document);
  const main = held.cloneNode();
  main.append(...new DOMParser().parseFromString(found[1], "text/html").body.childNodes);
  held.replaceWith(main);
}

async function fetchLoading({ href }) {
  try {
    loading = await (await fetch(href)).json();
  } catch {
    // Without it, what is shown stays.
  }
}

// ---- scroll positions, which entries of the history keep

// savePosition keeps the position in the entry that is shown; while a visit is under way, it may be another one's.
function savePosition() {
  if (!visit) history.replaceState({ x: scrollX, y: scrollY }, "");
}

// scroll goes to a position, else to what the fragment of the address names, else to the top.
function scroll(position) {
  const target = !position && document.getElementById(fragment());
  if (target) target.scrollIntoView();
  else scrollTo({ left: position?.x ?? 0, top: position?.y ?? 0, behavior: "instant" });
}

function fragment() {
  const name = location.hash.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(savePosition, SCROLLED_AFTER_MS);
});
addEventListener("pagehide", savePosition);

// ---- what sets it off

// linked is where a link leads within the app, if it is followed in this window.
function linked(target) {
  const link = target.closest?.("a[href]");
  if (link && !link.hasAttribute("download") && /^(_self)?$/.test(link.target)) return urlOf(link.href);
}

function goTo(event, url) {
  if (!url || isHere(url)) return;
  event.preventDefault();
  go(url, url.href == location.href ? "replace" : "push");
}

document.addEventListener("click", (event) => {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  if (!(button || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented)) goTo(event, linked(event.target));
});

document.addEventListener("ui-navigate", (event) => goTo(event, urlOf(event.detail)));

addEventListener("popstate", ({ state }) => {
  clearTimeout(scrolled);
  stop();
  if (withoutFragment(location) != shown) go(new URL(location), "traverse", state);
  else scroll(state);
});

document.addEventListener("pointerover", ({ target }) => {
  const url = linked(target);
  clearTimeout(hovered);
  if (url) hovered = setTimeout(prefetch, HOVER_MS, url);
});
document.addEventListener("pointerdown", ({ target }) => {
  const url = linked(target);
  if (url) prefetch(url);
});

// ---- the start

history.scrollRestoration = "manual";
if (history.state) scroll(history.state);
else savePosition();

const status = Object.assign(document.createElement("div"), { role: "status" });
status.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
document.body.append(status);

const link = document.querySelector("link[rel=ui-loading]");
if (link) (globalThis.requestIdleCallback ?? setTimeout)(() => fetchLoading(link));

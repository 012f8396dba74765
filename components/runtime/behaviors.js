// What elements do beside what their actions say: the keyboard patterns of the ARIA Authoring Practices.

// listen is addEventListener, with "enter" for the key and 0 for a click.
export function listen(element, event, fn) {
  if (event == "enter") element.addEventListener("keydown", (e) => e.key == "Enter" && !e.isComposing && fn(e));
  else element.addEventListener(event || "click", fn);
}

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// sign is -1 where what comes next is on the left.
const sign = (element) => (getComputedStyle(element).direction == "rtl" ? -1 : 1);

// roving lets the arrow keys go from one button to the next, around the ends; Home and End to the ends.
function roving(container, selector, then = () => {}) {
  listen(container, "keydown", (e) => {
    const all = [...container.querySelectorAll(selector)].filter((b) => !b.disabled);
    const step = steps[e.key] * (/Left|Right/.test(e.key) ? sign(container) : 1);
    const to =
      e.key == "Home" ? all[0]
      : e.key == "End" ? all.at(-1)
      : step && all.at((all.indexOf(document.activeElement) + step) % all.length);
    if (!to) return;
    e.preventDefault();
    to.focus();
    then(to);
  });
}

// expanded says of what opens something whether that is open.
const expanded = (element, open) => element?.setAttribute("aria-expanded", open);

// following is the next item that begins with a letter.
function following(items, letter) {
  const at = items.indexOf(document.activeElement) + 1;
  const begins = (item) => item.textContent.trim()[0]?.toLowerCase() == letter.toLowerCase();
  return [...items.slice(at), ...items].find(begins);
}

// By name, as components say them.
export const behaviors = {
  tabs: (list) => roving(list, "[role=tab]", (tab) => tab.click()),

  roving: (group) => roving(group, "button", (button) => button.role == "radio" && button.click()),

  menu(menu) {
    const items = "[role=menuitem]";
    behaviors.popover(menu);
    roving(menu, items);
    listen(menu, "toggle", (e) => e.newState == "open" && menu.querySelector(items)?.focus());
    listen(menu, "keydown", (e) => {
      if (e.key == "Tab") menu.hidePopover();
      if (e.key.length == 1 && e.key != " ") following([...menu.querySelectorAll(items)], e.key)?.focus();
    });
  },

  accordion: (accordion) => roving(accordion, "summary"),

  // What has the role of a button must say itself whether what it opens is open.
  disclosure(details) {
    const update = () => expanded(details.firstElementChild, details.open);
    listen(details, "toggle", update);
    update();
  },

  popover(popover) {
    const update = (e) => expanded(document.querySelector(`[aria-haspopup][popovertarget="${popover.id}"]`), e.newState == "open");
    listen(popover, "toggle", update);
    update({});
  },

  carousel(carousel) {
    const [previous, next] = carousel.querySelectorAll(":scope > button");
    const content = carousel.firstElementChild;
    const go = (n) => content.scrollBy(n * sign(carousel) * (content.firstElementChild?.offsetWidth ?? 0), 0);
    let pushed = false; // against the end
    const update = () => {
      const at = Math.abs(content.scrollLeft);
      const end = at + content.clientWidth > content.scrollWidth - 1;
      pushed &&= end;
      previous.disabled = at < 1;
      next.disabled = end && (pushed || at < 1);
      return end;
    };
    listen(previous, "click", () => go(-1));
    listen(next, "click", () => {
      if (update()) pushed = true;
      go(1);
      update();
    });
    listen(content, "scroll", update);
    new ResizeObserver(update).observe(content);
    listen(carousel, "keydown", (e) => {
      const step = steps[e.key];
      if (!step || /Up|Down/.test(e.key)) return;
      e.preventDefault();
      go(step * sign(carousel));
    });
  },
};

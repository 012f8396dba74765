// What elements do beside what their actions say: the keyboard patterns of the ARIA Authoring Practices.

// listen is addEventListener, with "enter" for the key.
export function listen(element, event, fn) {
  if (event == "enter") element.addEventListener("keydown", (e) => e.key == "Enter" && !e.isComposing && fn(e));
  else element.addEventListener(event, fn);
}

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// roving lets the arrow keys go from one button to the next, around the ends; Home and End to the ends.
function roving(container, selector, then = () => {}) {
  container.addEventListener("keydown", (e) => {
    const all = [...container.querySelectorAll(selector)].filter((b) => !b.disabled);
    const at = all.indexOf(document.activeElement);
    const mirrored = getComputedStyle(container).direction == "rtl" && /Left|Right/.test(e.key) ? -1 : 1;
    const to =
      e.key == "Home" ? 0
      : e.key == "End" ? all.length - 1
      : steps[e.key] ? (at + steps[e.key] * mirrored + all.length) % all.length
      : -1;
    if (to < 0 || !all[to]) return;
    e.preventDefault();
    all[to].focus();
    then(all[to]);
  });
}

// By name, as components say them.
export const behaviors = {
  tabs: (list) => roving(list, "[role=tab]", (tab) => tab.click()),

  roving: (group) => roving(group, "button", (button) => button.role == "radio" && button.click()),

  menu(menu) {
    behaviors.popover(menu);
    roving(menu, "[role=menuitem]");
    menu.addEventListener("toggle", (e) => e.newState == "open" && menu.querySelector("[role=menuitem]")?.focus());
    menu.addEventListener("keydown", (e) => {
      if (e.key == "Tab") menu.hidePopover();
      if (e.key.length == 1 && e.key != " ") find(menu, e.key)?.focus();
    });
  },

  accordion: (accordion) => roving(accordion, "summary"),

  // What has the role of a button must say itself whether what it opens is open.
  disclosure(details) {
    const update = () => details.firstElementChild.setAttribute("aria-expanded", details.open);
    details.addEventListener("toggle", update);
    update();
  },

  popover(popover) {
    const update = (e) =>
      document.querySelector(`[aria-haspopup][popovertarget="${popover.id}"]`)?.setAttribute("aria-expanded", e.newState == "open");
    popover.addEventListener("toggle", update);
    update({});
  },

  carousel(carousel) {
    const [previous, next] = carousel.querySelectorAll(":scope > button");
    const content = carousel.firstElementChild;
    const width = () => content.firstElementChild?.getBoundingClientRect().width ?? 0;
    const sign = () => (getComputedStyle(carousel).direction == "rtl" ? -1 : 1);
    const go = (n) => content.scrollBy({ left: n * sign() * width(), behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
    let pushed = false; // against the end
    const update = () => {
      const at = Math.abs(content.scrollLeft);
      const end = at + content.clientWidth > content.scrollWidth - 1;
      pushed &&= end;
      previous.disabled = at < 1;
      next.disabled = end && (pushed || at < 1);
      return end;
    };
    previous.addEventListener("click", () => go(-1));
    next.addEventListener("click", () => {
      if (update()) pushed = true;
      go(1);
      update();
    });
    content.addEventListener("scroll", update);
    addEventListener("resize", update);
    carousel.addEventListener("keydown", (e) => {
      const step = steps[e.key];
      if (!step || /Up|Down/.test(e.key)) return;
      e.preventDefault();
      go(step * sign());
    });
  },
};

// find is the next menu item that begins with a letter.
function find(menu, letter) {
  const all = [...menu.querySelectorAll("[role=menuitem]")];
  const at = all.indexOf(document.activeElement) + 1;
  return [...all.slice(at), ...all.slice(0, at)].find((item) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()));
}

// Puts the content of a page in place of what is shown.

const isContent = (node) => node.tagName != "SCRIPT";

// swap takes nodes out of another document. What both have in their heads stays where it is.
export function swap(page) {
  swapAttributes(document.documentElement, page.documentElement);
  swapHead(page.head);
  mainOf(document).replaceWith(mainOf(page));
  document.getElementById("ui-data")?.remove();
  const data = page.getElementById("ui-data");
  if (data) document.body.append(data);
  for (const src of scriptsOf(page)) {
    if (!scriptsOf(document).includes(src)) document.body.append(Object.assign(document.createElement("script"), { type: "module", src }));
  }
}

// mainOf is what an app's page shows; other pages have none.
export const mainOf = (page) => page.querySelector("main[data-base]");

const scriptsOf = (page) => [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"));

// isOutdated tells that a page has another version of a script that runs already, which cannot be taken back.
export function isOutdated(page) {
  const nameOf = (src) => src.match(/\w+-/)?.[0];
  const running = scriptsOf(document);
  return scriptsOf(page).some((src) => !running.includes(src) && running.some((other) => nameOf(other) == nameOf(src)));
}

function swapAttributes(old, wanted) {
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) old.setAttribute(name, value);
}

function swapHead(head) {
  const old = [...document.head.children].filter(isContent);
  for (const node of [...head.children].filter(isContent)) {
    const at = old.findIndex((one) => one.isEqualNode(node));
    const [same = node] = at < 0 ? [] : old.splice(at, 1);
    if (at) document.head.insertBefore(same, old[0] ?? null);
  }
  for (const node of old) node.remove();
}

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { confirm } from "../confirm.js";

// Element is as much of the DOM as the dialog needs; text that is null or undefined is none, as there.
class Element {
  children = [];
  attributes = {};
  constructor(name) {
    this.name = name;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  set textContent(text) {
    this.text = text == null ? "" : String(text);
  }
  append(...children) {
    for (const child of children) child.parent = this;
    this.children.push(...children);
  }
  remove() {
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
  }
  showModal() {
    this.open = true;
    this.returnValue = "";
  }
  close(value) {
    if (value !== undefined) this.returnValue = value;
    this.open = false;
    this.onclose();
  }
  focus() {
    document.activeElement = this;
  }
  all(name) {
    return [...(this.name === name ? [this] : []), ...this.children.flatMap((child) => child.all(name))];
  }
}

beforeEach(() => {
  globalThis.document = { body: new Element("body"), createElement: (name) => new Element(name) };
});
afterEach(() => delete globalThis.document);

// ask opens a dialog and returns its parts.
function ask(options) {
  const answer = confirm(options);
  const [dialog] = document.body.all("dialog").slice(-1);
  const [[title], [message], buttons] = ["h2", "p", "button"].map((name) => dialog.all(name));
  return { answer, dialog, title, message, buttons };
}

test("it is a dialog with a name, a description and two buttons", () => {
  const { dialog, title, message, buttons } = ask({ title: "Delete?", message: "It is <b>gone</b> then.", confirmLabel: "Delete", cancelLabel: "Keep" });
  assert.equal(dialog.open, true);
  assert.equal(dialog.role, "alertdialog");
  assert.equal(dialog.attributes["aria-labelledby"], title.id);
  assert.equal(dialog.attributes["aria-describedby"], message.id);
  assert.deepEqual([title, message, ...buttons].map((e) => e.text), ["Delete?", "It is <b>gone</b> then.", "Keep", "Delete"]);
  assert.match(dialog.className, /\bui-modal ui-dialog\b/);
});

test("labels default, and what is missing is empty", () => {
  const { title, message, buttons } = ask({});
  assert.deepEqual([title, message, ...buttons].map((e) => e.text), ["", "", "Cancel", "Confirm"]);
});

test("the answer is the button, and anything else is no", async () => {
  for (const [close, wanted] of [[(p) => p.buttons[1].onclick(), true], [(p) => p.buttons[0].onclick(), false], [(p) => p.dialog.close(), false]]) {
    const parts = ask({});
    close(parts);
    assert.equal(await parts.answer, wanted);
    assert.deepEqual(document.body.children, []);
  }
});

test("focus goes to the answer that does no harm", () => {
  assert.equal((ask({}), document.activeElement.text), "Confirm");
  assert.equal((ask({ variant: "default" }), document.activeElement.text), "Confirm");
  const { buttons } = ask({ variant: "danger" });
  assert.equal(document.activeElement.text, "Cancel");
  assert.match(buttons[1].className, /ui-button-destructive/);
});

test("two at a time have ids of their own", () => {
  assert.notEqual(ask({}).title.id, ask({}).title.id);
});

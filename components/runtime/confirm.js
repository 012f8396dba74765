// Asks before an action, in a dialog that looks like the Dialog component.

import { text } from "./expr.js";
import { escape, parse } from "./markup.js";

let count = 0;

// confirm resolves to whether the answer is yes; closing the dialog in any way is no. The focus is on the answer that
// does no harm, and the browser gives it back.
export function confirm({ title, message, confirmLabel, cancelLabel, variant }) {
  const id = "ui-confirm-" + ++count;
  const danger = variant === "danger";
  const button = (label, look, value, focused) =>
    `<button class="ui-button ui-button-${look}" value="${value}" ${focused ? "autofocus" : ""}>${escape(text(label))}</button>`;
  const { firstChild: dialog } = parse(
    `<dialog class="ui-modal ui-dialog" role=alertdialog closedby=any aria-labelledby=${id} aria-describedby=${id}-message>` +
      `<div class=ui-dialog-header><h2 class=ui-modal-title id=${id}>${escape(text(title))}</h2>` +
      `<p class=ui-modal-description id=${id}-message>${escape(text(message))}</p></div>` +
      `<form class="ui-stack ui-row ui-justify-end" method=dialog>` +
      button(cancelLabel ?? "Cancel", "outline", "", danger) +
      button(confirmLabel ?? "Confirm", danger ? "destructive" : "default", "yes", !danger) +
      "</form></dialog>",
  );
  document.querySelector("main").append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(!!dialog.returnValue);
    };
  });
}

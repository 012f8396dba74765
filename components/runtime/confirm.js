// Asks before an action, in a dialog that looks like the Dialog component.

let count = 0;

function make(name, className, properties, ...children) {
  const element = Object.assign(document.createElement(name), { className }, properties);
  element.append(...children);
  return element;
}

// confirm resolves to whether the answer is yes; closing the dialog in any way is no. The browser gives the focus back.
export function confirm({ title, message, confirmLabel, cancelLabel, variant }) {
  const id = "ui-confirm-" + ++count;
  const danger = variant === "danger";
  const button = (textContent, look, answer) =>
    make("button", "ui-button ui-button-" + look, { textContent, onclick: () => dialog.close(answer) });
  const no = button(cancelLabel ?? "Cancel", "outline", "");
  const yes = button(confirmLabel ?? "Confirm", danger ? "destructive" : "default", "yes");
  const dialog = make(
    "dialog",
    "ui-modal ui-dialog",
    { role: "alertdialog", closedBy: "any" },
    make(
      "div",
      "ui-dialog-header",
      {},
      make("h2", "ui-modal-title", { id, textContent: title }),
      make("p", "ui-modal-description", { id: id + "-message", textContent: message }),
    ),
    make("div", "ui-stack ui-row ui-justify-end", {}, no, yes),
  );
  dialog.setAttribute("aria-labelledby", id);
  dialog.setAttribute("aria-describedby", id + "-message");
  document.body.append(dialog);
  dialog.showModal();
  (danger ? no : yes).focus();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(!!dialog.returnValue);
    };
  });
}

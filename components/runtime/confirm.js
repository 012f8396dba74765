// Asks before an action, in a dialog that looks like the Dialog component.

let count = 0;

const make = (name, className, more) => Object.assign(document.createElement(name), { className, ...more });

const button = (look, textContent, onclick) => make("button", "ui-button ui-button-" + look, { type: "button", textContent, onclick });

// confirm resolves to whether the answer is yes; closing the dialog in any way is no. The browser gives the focus back.
export function confirm({ title, message, confirmLabel, cancelLabel, variant }) {
  const id = "ui-confirm-" + ++count;
  const danger = variant === "danger";
  const dialog = make("dialog", "ui-modal ui-dialog", { role: "alertdialog", closedBy: "any" });
  dialog.setAttribute("aria-labelledby", id);
  dialog.setAttribute("aria-describedby", id + "-message");
  const header = make("div", "ui-dialog-header");
  header.append(
    make("h2", "ui-modal-title", { id, textContent: title }),
    make("p", "ui-modal-description", { id: id + "-message", textContent: message }),
  );
  const no = button("outline", cancelLabel ?? "Cancel", () => dialog.close());
  const yes = button(danger ? "destructive" : "default", confirmLabel ?? "Confirm", () => dialog.close("yes"));
  const buttons = make("div", "ui-stack ui-row ui-justify-end");
  buttons.append(no, yes);
  dialog.append(header, buttons);
  document.body.append(dialog);
  dialog.showModal();
  (danger ? no : yes).focus();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    };
  });
}

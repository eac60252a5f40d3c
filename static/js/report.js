// Reporting in a dialog over the page; the link leads to the same form on a page of its own.

import { ask, focusOn, parse, send } from "./fragment.js";

let dialog;

function fill(html) {
  const body = document.createElement("div");
  body.className = "dlg";
  body.append(parse(html));
  dialog.replaceChildren(body);
}

function open(html, link) {
  dialog?.remove();
  dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Report a comment");
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  dialog.addEventListener("submit", sent);
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  fill(html);
  document.body.append(dialog);
  dialog.showModal();
}

async function sent(event) {
  event.preventDefault();
  const answer = await send(event.target, event.submitter);
  if (!answer) return HTMLFormElement.prototype.submit.call(event.target);
  fill(await answer.text());
  focusOn(dialog.querySelector("[role=alert], [role=status], h2"));
}

async function clicked(event) {
  const link = event.target.closest("[data-report]");
  if (!link || event.metaKey || event.ctrlKey || !window.HTMLDialogElement) return;
  event.preventDefault();
  const answer = await ask(link.href);
  if (!answer?.ok) return location.assign(link.href);
  open(await answer.text(), link);
}

export function enhanceReporting() {
  document.addEventListener("click", clicked);
}

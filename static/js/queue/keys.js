// Keys of the focused card (WCAG 2.1.4: only there, shown, and they can be switched off).

import { cards, focusCard } from "./cards.js";

const KEPT = "desk-keys";
const TYPING = "textarea, select, input:not([type=radio]):not([type=checkbox])";

// The switch, remembered; out: whether keys are on now.
export function helpAndSwitch() {
  const box = document.getElementById("ks");
  const on = () => !box || box.checked;
  if (box) {
    box.checked = localStorage.getItem(KEPT) !== "off";
    box.closest("[data-keys]").hidden = false;
    const show = () => document.body.classList.toggle("no-keys", !box.checked);
    box.addEventListener("change", () => {
      localStorage.setItem(KEPT, box.checked ? "on" : "off");
      show();
    });
    show();
  }
  return on;
}

export function keys(list, on) {
  list.addEventListener("keydown", (event) => {
    const card = event.target.closest(".case");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return close(card);
    if (!on() || event.target.matches(TYPING)) return;
    if (press(list, card, event.key)) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      event.preventDefault();
      toggle(opener.closest(".case"));
    }
    if (event.target.closest("[data-cancel]")) close(event.target.closest(".case"));
  });
}

function press(list, card, key) {
  const name = key.toLowerCase();
  if (name === "j" || name === "k") return move(list, card, name === "j" ? 1 : -1);
  if (name === "?") return help();
  if (name === "u") return click(document.querySelector("[data-undo] button"));
  if (name === "x") return click(card.querySelector("input[name=case]"));
  if (/^[1-6]$/.test(key)) return rule(card, key);
  // While the form to remove is open, a slip of the finger decides nothing.
  if (name !== "r" && card.querySelector("details.q__rm[open]")) return false;
  if (/^[arlhpo]$/.test(name)) return click(card.querySelector(`[data-key=${name}]`));
  return false;
}

function click(button) {
  button?.click();
  return Boolean(button);
}

function move(list, card, by) {
  const all = cards(list);
  const next = all[all.indexOf(card) + by];
  if (next) focusCard(next);
  return true;
}

function rule(card, digit) {
  const choice = card.querySelector(`details[open] [data-digit="${digit}"]`);
  if (!choice) return false;
  choice.focus();
  return click(choice);
}

export function toggle(card) {
  const details = card.querySelector("details.q__rm");
  if (!details) return;
  details.open = !details.open;
  card.querySelector("[data-open]").setAttribute("aria-expanded", String(details.open));
  if (details.open) details.querySelector("[name=rule]").focus();
  else card.focus();
}

function close(card) {
  if (card.querySelector("details.q__rm")?.open) toggle(card);
}

// The list of keys, in a dialog, so that it is found where the margin is not on screen.
function help() {
  const dialog = document.createElement("dialog");
  dialog.className = "help-dialog";
  dialog.setAttribute("aria-label", "Keys");
  const table = document.querySelector(".q-side dl")?.closest("aside").querySelectorAll("dl")[0];
  const button = document.createElement("button");
  button.className = "ab";
  button.textContent = "Close";
  button.addEventListener("click", () => dialog.close());
  dialog.append(table.cloneNode(true), button);
  dialog.addEventListener("close", () => dialog.remove());
  document.querySelector(".q-side").append(dialog);
  dialog.showModal();
  return true;
}

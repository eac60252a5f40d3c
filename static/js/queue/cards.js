// Cards: which one has the focus, who reads it, what comes after it.

import { ask, token } from "./send.js";
import { count } from "./bulk.js";

const LOW = 5;
const taken = new Map();
const TWO_MINUTES = 120000;

export const cards = (list) => [...list.querySelectorAll(".case")];

export function focusCard(card) {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// Looking at a card takes it; a colleague sees who has it.
export function listen(list) {
  list.addEventListener("focusin", (event) => take(event.target.closest(".case")));
  list.addEventListener("click", (event) => {
    const card = event.target.closest(".case");
    if (card && !card.contains(document.activeElement)) card.focus();
  });
  showOpeners(list);
}

// Without a script the form to remove opens by its own summary.
export function showOpeners(list) {
  for (const opener of list.querySelectorAll("[data-open]")) opener.hidden = false;
}

async function take(card) {
  if (!card?.dataset.take || card.classList.contains("q--gone")) return;
  if (Date.now() - (taken.get(card.id) || 0) < TWO_MINUTES / 2) return;
  taken.set(card.id, Date.now());
  const answer = await ask(card.dataset.take, { method: "POST", body: token() });
  if (answer?.ok && answer.body.children.length) {
    card.querySelector("[data-says]").replaceChildren(...answer.body.children);
  }
}

// The card is done: the next one has the focus.
export function gone(card) {
  const next = card.nextElementSibling?.closest(".case") || card.previousElementSibling;
  const list = card.parentElement;
  card.remove();
  count();
  if (next) focusCard(next);
  else list.focus();
}

// Fills the list up before it runs out; `fresh` asks for the page as it is now.
export async function loadMore(list, fresh = false) {
  if (!fresh && cards(list).length > LOW) return;
  const more = list.querySelector("[data-more]");
  if (!fresh && !more) {
    if (!cards(list).length) list.replaceChildren(empty());
    return;
  }
  const answer = await ask(fresh ? location.href : more.href);
  if (!answer?.ok) return;
  list.querySelector(".q-more")?.remove();
  list.querySelector(".q-empty")?.remove();
  if (fresh) showFresh(list, answer.body);
  else {
    for (const part of [...answer.body.children]) {
      if (!document.getElementById(part.id || "-")) list.append(part);
    }
  }
  showOpeners(list);
}

function showFresh(list, body) {
  const before = document.activeElement.closest?.(".case")?.id;
  const known = new Set(cards(list).map((card) => card.id));
  const back = [...body.querySelectorAll(".case")].find((card) => !known.has(card.id));
  list.replaceChildren(...body.children);
  const at = back || (before && document.getElementById(before)) || cards(list)[0];
  if (at) focusCard(at);
  count();
}

function empty() {
  const line = document.createElement("p");
  line.className = "q-empty";
  line.textContent = "Nothing is waiting.";
  return line;
}

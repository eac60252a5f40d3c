// The desk by keyboard and without reloads. Every form works by itself as well.

import { clear, count, selectCopies } from "./queue/bulk.js";
import { focusCard, gone, listen, loadMore, showOpeners } from "./queue/cards.js";
import { helpAndSwitch, keys } from "./queue/keys.js";
import { fillReplies } from "./queue/replies.js";
import { send } from "./queue/send.js";

const list = document.getElementById("list");
const live = document.querySelector("[data-live]");

if (list) {
  document.body.classList.add("with-script");
  listen(list);
  keys(list, helpAndSwitch());
  fillReplies(list);
  selectCopies(list);
  count();
  list.addEventListener("submit", decide);
  document.addEventListener("submit", undo);
  document.getElementById("bulk")?.addEventListener("reset", clear);
}

// A decision: the answer goes into the card that was decided, or takes it away.
async function decide(event) {
  const form = event.target.closest("form[data-act]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const card = form.closest(".case");
  if (card.dataset.busy) return;
  card.dataset.busy = "1";
  const answer = await send(form, event.submitter);
  delete card.dataset.busy;
  if (!answer) return say(card, "The desk cannot be reached. Nothing was decided.");
  if (answer.ok) {
    tell(answer.body);
    gone(card);
    loadMore(list);
    return;
  }
  const anew = answer.body.querySelector(".case");
  if (anew) {
    card.replaceWith(anew);
    showOpeners(list);
    focusCard(anew);
    return;
  }
  card.querySelector("[data-says]").replaceChildren(...answer.body.children);
  if (answer.status === 409) {
    card.classList.add("q--gone");
    for (const part of card.querySelectorAll("form, details, input")) part.remove();
    card.focus();
  }
}

// An undo: the card is on the page again when the page is asked for it.
async function undo(event) {
  const form = event.target.closest("form[data-undo]");
  if (!form) return;
  event.preventDefault();
  const answer = await send(form, event.submitter);
  if (!answer?.ok) {
    live.replaceChildren(answer?.body.textContent.trim() || "The desk cannot be reached.");
    return;
  }
  tell(answer.body);
  await loadMore(list, true);
}

function tell(body) {
  live.textContent = body.querySelector("[data-said]").textContent;
  document.getElementById("mine")?.replaceWith(body.querySelector("#mine"));
}

function say(card, text) {
  const line = document.createElement("p");
  line.className = "q__says q__says--red";
  line.setAttribute("role", "alert");
  line.textContent = text;
  card.querySelector("[data-says]").replaceChildren(line);
}

// Threads: more replies in place, respect without a new page, closed threads stay closed.

import { ask, focusOn, parse, send } from "./fragment.js";

const CLOSED = "closed threads";

async function showMore(event) {
  const link = event.target.closest("p.more-replies [data-more]");
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const place = link.closest("li");
  const answer = await ask(link.href);
  if (!answer?.ok) return location.assign(link.href);
  const list = place.querySelector(":scope > details.kids > ol");
  const before = list.querySelectorAll("[id^=comment-]").length;
  list.replaceChildren(parse(await answer.text()));
  link.parentElement.remove();
  focusOn(list.querySelectorAll("[id^=comment-]")[before]);
}

async function respect(event) {
  const button = event.target.closest("button.respect");
  if (!button) return;
  event.preventDefault();
  const answer = await send(button.form, button);
  if (!answer?.ok) return location.reload();
  const { mine, count } = await answer.json();
  button.setAttribute("aria-pressed", String(mine));
  button.firstChild.textContent = count ? `Respect ${count}` : "Respect";
}

function closedThreads() {
  return new Set(JSON.parse(sessionStorage.getItem(CLOSED) || "[]"));
}

function remember(event) {
  const thread = event.target;
  const about = thread.matches?.("details.kids") && thread.previousElementSibling?.id;
  if (!about) return;
  const closed = closedThreads();
  if (thread.open) closed.delete(about);
  else closed.add(about);
  sessionStorage.setItem(CLOSED, JSON.stringify([...closed].slice(-200)));
}

export function enhanceThreads() {
  for (const id of closedThreads()) {
    const thread = document.getElementById(id)?.nextElementSibling;
    if (thread?.matches("details.kids") && !thread.querySelector(":target")) thread.open = false;
  }
  document.addEventListener("click", showMore);
  document.addEventListener("click", respect);
  document.addEventListener("toggle", remember, true);
}

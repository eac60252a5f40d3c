// The form of a comment: count, kept draft, posting without a new page, answering in place.

import { ask, focusOn, parse, send } from "./fragment.js";

const LONGEST = 2000;
const draftKey = (form) => `draft ${form.dataset.compose}`;

function count(field) {
  const line = field.form.querySelector("[data-count]");
  const left = LONGEST - Array.from(field.value.replace(/\r\n/g, "\n")).length;
  const number = Math.abs(left).toLocaleString("en-US");
  if (!field.value) line.textContent = "Up to 2,000 characters";
  else line.textContent = left < 0 ? `${number} characters too many` : `${number} characters left`;
}

function prepare(form) {
  const field = form.elements.body;
  if (!form.dataset.compose.includes("e")) {
    const kept = sessionStorage.getItem(draftKey(form));
    if (kept && !field.value.trim()) field.value = kept;
  }
  count(field);
}

function typed(event) {
  const form = event.target.form;
  if (event.target.name !== "body" || !form?.dataset.compose) return;
  count(event.target);
  sessionStorage.setItem(draftKey(form), event.target.value);
}

// The list under the comment that was answered, made if this is its first reply.
function repliesOf(article) {
  const next = article.nextElementSibling;
  if (next?.matches("details.kids")) {
    next.open = true;
    return next.querySelector("ol");
  }
  const list = document.createElement("ol");
  list.className = "x";
  const made = document.createElement("details");
  made.className = "kids";
  made.open = true;
  const summary = document.createElement("summary");
  summary.textContent = "1 reply";
  made.append(summary, list);
  article.after(made);
  return list;
}

function threadList() {
  const found = document.querySelector("[data-thread]");
  if (found) return found;
  const made = document.createElement("ol");
  made.className = "thread x";
  made.dataset.thread = "";
  document.getElementById("write").after(made);
  return made;
}

function show(form, html) {
  const piece = parse(html);
  const article = piece.querySelector("article");
  const edited = form.dataset.edits && document.getElementById(form.dataset.edits);
  if (edited) {
    edited.replaceWith(article);
    form.remove();
  } else {
    const item = document.createElement("li");
    item.append(piece);
    const answered = document.getElementById(form.dataset.answers);
    if (answered) {
      repliesOf(answered).append(item);
      form.remove();
    } else {
      threadList().prepend(item);
      form.reset();
      form.elements.body.value = "";
      count(form.elements.body);
    }
  }
  sessionStorage.removeItem(draftKey(form));
  focusOn(article);
}

function sendBack(form, html) {
  const piece = parse(html).querySelector("form");
  Object.assign(piece.dataset, form.dataset);
  form.replaceWith(piece);
  count(piece.elements.body);
  focusOn(piece.querySelector("[role=alert], [role=status]") || piece.elements.body);
}

async function posted(event) {
  const form = event.target;
  if (!form.dataset?.compose) return;
  event.preventDefault();
  const button = event.submitter;
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  const answer = await send(form, button);
  delete form.dataset.busy;
  if (!answer) return HTMLFormElement.prototype.submit.call(form);
  const html = await answer.text();
  if (answer.status === 201) show(form, html);
  else sendBack(form, html);
}

async function openForm(event) {
  const link = event.target.closest("[data-reply], [data-edit], [data-cancel]");
  if (!link || event.metaKey || event.ctrlKey) return;
  const article = link.closest("article, form[data-compose]");
  if (link.hasAttribute("data-cancel")) {
    if (!article.dataset.answers && !article.dataset.edits) return;
    event.preventDefault();
    const back = document.getElementById(article.dataset.answers || article.dataset.edits);
    article.remove();
    return focusOn(back);
  }
  event.preventDefault();
  const answer = await ask(link.href);
  if (!answer?.ok) return location.assign(link.href);
  const form = parse(await answer.text()).querySelector("form");
  document.querySelectorAll("form[data-answers], form[data-edits]").forEach((old) => old.remove());
  form.dataset[link.hasAttribute("data-reply") ? "answers" : "edits"] = article.id;
  article.after(form);
  prepare(form);
  form.elements.body.focus();
}

export function enhanceComposing() {
  document.querySelectorAll("form[data-compose]").forEach(prepare);
  document.addEventListener("input", typed);
  document.addEventListener("submit", posted);
  document.addEventListener("click", openForm);
  document.querySelector("[role=alert][tabindex]")?.focus();
}

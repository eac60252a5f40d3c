// The message to the author: the saved reply for the rule and the record, there to be edited.

export function fillReplies(list) {
  const data = document.getElementById("saved-replies");
  const replies = data ? JSON.parse(data.textContent) : [];
  list.addEventListener("change", (event) => {
    const form = event.target.closest("form.rm");
    if (form && event.target.matches("[name=rule], [name=saved]")) fill(form, replies);
  });
}

function fill(form, replies) {
  const field = form.elements.reply;
  if (field.value && field.value !== field.dataset.filled) return;
  const reply = chosen(form, replies);
  field.value = reply ? worded(form, reply.text) : "";
  field.dataset.filled = field.value;
}

function chosen(form, replies) {
  const saved = form.elements.saved.value;
  if (saved === "none") return null;
  if (saved !== "usual") return replies.find((reply) => reply.id === saved);
  const fitting = replies.filter((reply) => reply.rule === form.elements.rule.value);
  const repeat = Boolean(form.dataset.repeat);
  return fitting.find((reply) => reply.isRepeat === repeat) || fitting[0];
}

function worded(form, text) {
  const rule = form.querySelector("[name=rule]:checked")?.closest("label").textContent ?? "";
  return text
    .replaceAll("{name}", form.dataset.name)
    .replaceAll("{rule}", rule.replace(/\d/, "").trim())
    .replaceAll("{story}", form.dataset.story);
}

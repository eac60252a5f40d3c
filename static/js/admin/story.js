// What the story form does beyond HTML. Each part works on its own; without any, the form saves.

const desk = document.querySelector(".desk");
const form = desk.closest("form");
const named = (name) => form.elements.namedItem(name);

const post = (url, fields, options = {}) => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("csrfmiddlewaretoken", named("csrfmiddlewaretoken").value);
  const headers = { "X-Fragment": "1" };
  return fetch(url, { method: "POST", body, headers, credentials: "same-origin", ...options });
};

// Letters of headline and standfirst, with a warning where they run long.
for (const field of form.querySelectorAll("[data-long]")) {
  const count = document.createElement("span");
  count.className = "letters";
  field.after(count);
  const show = () => {
    const letters = [...field.value].length;
    const over = letters > Number(field.dataset.long);
    count.textContent = over ? `${letters} letters: over ${field.dataset.long}` : `${letters} letters`;
    count.classList.toggle("over", over);
  };
  field.addEventListener("input", show);
  show();
}

// The publication time in words, from the server: it knows the newsroom's clock.
const publishAt = named("publish_at");
if (publishAt) {
  const words = document.getElementById("publishes");
  publishAt.addEventListener("change", async () => {
    words.textContent = "";
    if (!publishAt.value) return;
    const answer = await fetch(`${desk.dataset.time}?at=${encodeURIComponent(publishAt.value)}`);
    if (answer.ok) words.textContent = (await answer.json()).words;
  });
}

// A place on the front page that another story has.
const slot = named("front_slot");
if (slot?.dataset.holders) {
  const holders = JSON.parse(slot.dataset.holders);
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  slot.after(note);
  const show = () => {
    const place = slot.selectedOptions[0].text.split(" (")[0].toLowerCase();
    const holder = slot.selectedOptions[0].defaultSelected ? "" : holders[slot.value];
    note.textContent = holder
      ? `“${holder}” is the ${place} now. Saving moves the ${place} to this story.`
      : "";
  };
  slot.addEventListener("change", show);
  show();
}

// The correction's form opens when the change is a correction.
const corrections = document.getElementById("corrections-group");
const kinds = form.querySelectorAll("[name=change_kind]");
if (corrections && kinds.length) {
  const added = corrections.querySelectorAll(".inline-related:not(.has_original), .add-row");
  const show = () => {
    const wanted = named("change_kind").value === "correction";
    for (const part of added) part.hidden = !wanted && !part.querySelector(".errorlist");
  };
  for (const kind of kinds) kind.addEventListener("change", show);
  show();
}

// Speakers, authors and tags that exist, while a name is typed; after a comma, the next name.
form.addEventListener("input", async ({ target }) => {
  const kind = target.dataset.names;
  if (!kind) return;
  const typed = target.value;
  const [, before, words] = typed.match(/^(.*,\s*)?(.*)$/);
  if (words.length < 2) return;
  const url = desk.dataset.names.replace("kind", kind);
  const answer = await fetch(`${url}?q=${encodeURIComponent(words)}`);
  if (!answer.ok) return;
  const { names } = await answer.json();
  if (typed !== target.value) return; // a later letter has asked again
  const options = names.map((name) => new Option("", (before ?? "") + name));
  document.getElementById(`${kind}-known`).replaceChildren(...options);
});

// Quotes that an editor should look at.
const markDoubtful = () => {
  for (const box of form.querySelectorAll("[id^=quotes-] input[name$=-certain]")) {
    const quote = box.closest(".inline-related");
    quote.classList.toggle("doubtful", !box.checked && !quote.matches(".empty-form"));
  }
};
form.addEventListener("change", markDoubtful);
markDoubtful();

// "Find quotes" adds what it finds as rows, without saving.
const findButton = form.querySelector("[name=_find_quotes]");
const addRow = ({ text, speaker, role, certain }) => {
  const number = named("quotes-TOTAL_FORMS").value;
  document.querySelector("#quotes-group .add-row a").click();
  const fill = (name, value) => (named(`quotes-${number}-${name}`).value = value);
  fill("text", text);
  fill("speaker_name", speaker);
  fill("role", role);
  named(`quotes-${number}-certain`).checked = certain;
};
findButton?.addEventListener("click", async (event) => {
  event.preventDefault();
  const known = [...form.querySelectorAll("textarea[name^=quotes-][name$=-text]")];
  const fields = [["body", named("body").value], ...known.map((words) => ["known", words.value])];
  const answer = await post(desk.dataset.quotes, fields);
  if (!answer.ok) return form.requestSubmit(findButton);
  const { quotes } = await answer.json();
  for (const quote of quotes) addRow(quote);
  markDoubtful();
  const doubtful = quotes.filter((quote) => !quote.certain).length;
  document.getElementById("found-quotes").textContent = quotes.length
    ? `Found ${quotes.length}, of which ${doubtful} to look at. Save to keep them.`
    : "Found no further quotes.";
});

// The point of a saved picture that stays in sight when it is cropped: click it.
for (const link of form.querySelectorAll("#photos-group .file-upload a")) {
  const row = link.closest(".inline-related");
  const pad = document.createElement("button");
  pad.type = "button";
  pad.className = "focus-pad";
  const picture = new Image();
  picture.src = link.href;
  picture.alt = "Click the point of the picture that matters most";
  pad.append(picture);
  pad.addEventListener("click", (event) => {
    if (!event.detail) return;
    const percent = (part, whole) => Math.round((100 * part) / whole);
    row.querySelector("[name$=-focal_x]").value = percent(event.offsetX, picture.width);
    row.querySelector("[name$=-focal_y]").value = percent(event.offsetY, picture.height);
  });
  link.closest(".file-upload").after(pad);
}

// Who else has this story open.
if (desk.dataset.presence) {
  const others = document.getElementById("others");
  const tell = async () => {
    const answer = await post(desk.dataset.presence, []).catch(() => null);
    if (!answer?.ok) return;
    const notices = (await answer.json()).others.map((words) => {
      const notice = document.createElement("p");
      notice.className = "notice";
      notice.textContent = `${words} Talk to each other before you save.`;
      return notice;
    });
    others.replaceChildren(...notices);
  };
  setInterval(() => document.visibilityState === "visible" && tell(), 60_000);
  addEventListener("pagehide", () => post(desk.dataset.presence, [["left", "1"]], { keepalive: true }));
}

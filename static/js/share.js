// Copy link and Print under a story; Copy citation under a quotation.

function button(label, act) {
  const place = document.createElement("div");
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => act(made));
  place.append(made);
  return place;
}

async function copy(pressed, text, done) {
  const label = pressed.textContent;
  await navigator.clipboard.writeText(text);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = done;
  pressed.replaceChildren(said);
  setTimeout(() => { pressed.textContent = label; }, 2000);
}

export function addCopyAndPrint(place) {
  if (!place) return;
  if (navigator.clipboard) place.append(button("Copy link", (pressed) => copy(pressed, location.href.split("#")[0], "Link copied")));
  place.append(button("Print", () => window.print()));
}

export function addCopyOfCitation(line) {
  line.after(button("Copy citation", (pressed) => copy(pressed, line.textContent, "Citation copied")));
}

// Copy link and Print under a story.

function button(label, act) {
  const place = document.createElement("div");
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => act(made));
  place.append(made);
  return place;
}

async function copyLink(pressed) {
  const label = pressed.textContent;
  await navigator.clipboard.writeText(location.href.split("#")[0]);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.textContent = "Link copied";
  pressed.replaceChildren(said);
  setTimeout(() => { pressed.textContent = label; }, 2000);
}

export function addCopyAndPrint(place) {
  if (!place) return;
  if (navigator.clipboard) place.append(button("Copy link", copyLink));
  place.append(button("Print", () => window.print()));
}

// Several cards at once: how many are selected, and copies of one text.

const boxes = () => [...document.querySelectorAll("input[name=case][form=bulk]")];

export function count() {
  const bar = document.getElementById("bulk");
  if (!bar) return;
  const chosen = boxes().filter((box) => box.checked).length;
  bar.classList.toggle("bulk--on", chosen > 0);
  bar.querySelector("[data-selected]").textContent = `${chosen} selected`;
  for (const number of bar.querySelectorAll("[data-number]")) number.textContent = ` ${chosen}`;
}

export function clear() {
  for (const box of boxes()) box.checked = false;
  setTimeout(count);
}

// "Select all copies": those on this page; where there are more elsewhere, the link is followed.
export function selectCopies(list) {
  list.addEventListener("change", count);
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-copies]");
    if (!link) return;
    const text = link.closest(".case").dataset.text;
    const here = [...list.querySelectorAll(`.case[data-text="${text}"] > input[name=case]`)];
    if (String(here.length) !== link.textContent.match(/\d+/)?.[0]) return;
    event.preventDefault();
    for (const box of here) box.checked = true;
    count();
  });
}

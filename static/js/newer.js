// "2 new comments": asks once a minute, and only while somebody looks.

const EVERY = 60_000;

function tell(place, number) {
  let line = place.querySelector("[data-news]");
  if (!line) {
    line = document.createElement("p");
    line.dataset.news = "";
    line.className = "more";
    line.setAttribute("role", "status");
    place.querySelector("[data-thread]").before(line);
  }
  const link = document.createElement("a");
  link.className = "btn btn--2";
  link.href = `?sort=new&after=${place.dataset.newest}#comments`;
  const words = number > 99 ? "More than 99 new comments" : `${number} new comment${number === 1 ? "" : "s"}`;
  link.textContent = words;
  line.replaceChildren(link);
}

export function watchForNewer(place) {
  if (!place) return;
  setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    try {
      const address = `${place.dataset.newer}?since=${place.dataset.newest}`;
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok) return;
      const { newer } = await answer.json();
      if (newer) tell(place, newer);
    } catch { /* the network is away; the next minute asks again */ }
  }, EVERY);
}

// "12 minutes ago" beside comments of the last day; the full date stays as the title.

const words = new Intl.RelativeTimeFormat("en-US", { numeric: "always" });

export function tellTimes() {
  for (const time of document.querySelectorAll(".comment time")) {
    const minutes = Math.round((Date.now() - Date.parse(time.dateTime)) / 60_000);
    if (!(minutes >= 0 && minutes < 24 * 60)) continue;
    time.title = time.textContent;
    time.textContent = minutes < 1 ? "Just now"
      : minutes < 60 ? words.format(-minutes, "minute") : words.format(-Math.floor(minutes / 60), "hour");
  }
}

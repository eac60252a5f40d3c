// Asks the server for a piece of a page instead of the whole of it.

// A network or a server that fails gives null; the caller then lets the browser do it the plain way.
export async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, { ...options, headers: { "X-Fragment": "1" } });
    // Sent elsewhere: the log-in has ended. Broken: there is a page that says what to do.
    return answer.redirected || answer.status >= 500 ? null : answer;
  } catch {
    return null;
  }
}

export function send(form, pressed) {
  const body = new FormData(form);
  if (pressed?.name) body.set(pressed.name, pressed.value);
  return ask(pressed?.getAttribute("formaction") || form.action, { method: "POST", body });
}

export function parse(html) {
  const held = document.createElement("template");
  held.innerHTML = html;
  return held.content;
}

// A screen reader follows the focus; the page must not jump for those who see it.
export function focusOn(element) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

// Sends a form as the browser would, and gives back what came as a document.

export async function send(form, submitter) {
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  return ask(form.action, { method: "POST", body });
}

export async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, {
      credentials: "same-origin",
      headers: { "X-Fragment": "1" },
      ...options,
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { ok: answer.ok, status: answer.status, body: page.body };
  } catch {
    return null;
  }
}

// The token of any form on the page serves for what has no form.
export function token() {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return body;
}

// Passkeys on the account pages. Each form says in data-passkey what it does:
//   make    adds one (the challenge is in the page)
//   use     proves who is logging in (the challenge is in the page)
//   log-in  logs in without a password (the challenge is fetched from the form's address)
// Without JavaScript the style sheet hides these forms; here they go where passkeys are unknown.

const REASONS = {
  InvalidStateError: "This device already has a passkey here.",
  NotAllowedError: "Nothing was confirmed. Try again when you are ready.",
  SecurityError: "Passkeys do not work at this address. Open the site by its name.",
};

const knowsPasskeys = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON);

async function challenge(form) {
  if (form.dataset.passkey !== "log-in") {
    return JSON.parse(document.getElementById("passkey-challenge").textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function make(form) {
  const { publicKey } = (await challenge(form)).creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  const selection = publicKey.authenticatorSelection ?? {};
  publicKey.authenticatorSelection = {
    ...selection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    userVerification: alone ? "required" : selection.userVerification,
  };
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
  });
}

async function use(form) {
  const { publicKey } = (await challenge(form)).request_options;
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
  });
}

async function onSubmit(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const problem = form.querySelector("[role=status]");
  problem.hidden = true;
  try {
    const credential = await (form.dataset.passkey === "make" ? make(form) : use(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    problem.textContent = REASONS[error.name] ?? "That did not work. Try again.";
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !knowsPasskeys;
  form.addEventListener("submit", onSubmit);
}

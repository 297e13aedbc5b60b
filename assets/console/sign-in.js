// Changes an operator's key for an access token, and that for a session. The key goes to the token endpoint and nowhere else, and is
// forgotten with the page.
const form = document.getElementById('sign-in');
const key = document.getElementById('key');
/** What a password manager keeps the key under. */
const who = document.getElementById('who');
const button = form.querySelector('button');

/** The client's id stands in its key. */
const SHAPE = /^imp_(?:live|test)_((opr|key)_[0-9a-f]{32})_[0-9a-f]{72}$/;

/** Null: signed in. Otherwise which of the texts in the page says what is wrong. */
async function signIn(secret) {
  const [, id, owner] = SHAPE.exec(secret) ?? [];
  if (!id) return 'malformed';
  if (owner === 'key') return 'partner';
  who.value = id;
  // Without credentials, or the browser would answer a refusal with a window of its own.
  const asked = await fetch('/oauth/token', {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    credentials: 'omit',
    redirect: 'error',
  });
  const answer = await asked.json();
  if (!asked.ok) return { 401: 'wrong', 429: 'too_many' }[asked.status] ?? 'unreachable';
  const opened = await fetch('/console/session', {
    method: 'POST',
    headers: { Authorization: `Bearer ${answer.access_token}` },
    redirect: 'error',
  });
  if (opened.ok) return null;
  return { 401: 'wrong', 403: 'refused', 429: 'too_many' }[opened.status] ?? 'unreachable';
}

function tell(fault) {
  for (const text of form.querySelectorAll('[data-fault]')) text.hidden = text.dataset.fault !== fault;
  key.toggleAttribute('aria-invalid', false);
  if (fault !== null) {
    key.setAttribute('aria-invalid', 'true');
    key.focus();
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  tell(null);
  const fault = await signIn(key.value.trim()).catch(() => 'unreachable');
  if (fault === null) {
    key.value = '';
    location.replace(form.dataset.next);
    return;
  }
  button.disabled = false;
  tell(fault);
});

button.disabled = false;

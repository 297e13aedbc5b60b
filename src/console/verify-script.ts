/** What runs in the browser on /verify: reads the receipt after `#`, asks the gateway, and writes the answer in words. */
export const VERIFY_SCRIPT = `
const form = document.getElementById('form');
const receipt = document.getElementById('receipt');
const text = document.getElementById('text');
const verdict = document.getElementById('verdict');

const TEXTS = {
  unmodified: 'The text is the text that was delivered, unmodified.',
  altered_as_licensed: 'The text differs from what was delivered, by no more than the license allows.',
  altered: 'The text differs from what was delivered, by more than the license allows.',
  another_article: 'The text is another article.',
  not_given: 'No text was given, so only the receipt was checked.',
  not_covered: 'The receipt does not cover the text of this article.',
  unknown: 'The text could not be compared.',
};
const FORCE = { not_yet: 'Publication is not allowed yet.', in_force: 'The rights are in force.', over: 'The rights have ended.' };
const LOG = {
  included: 'The delivery stands in the log: proved against a signed checkpoint.',
  pending: 'No signed checkpoint of the log covers the delivery yet; inclusion is promised within 24 hours of it.',
  overdue: 'The delivery should be in the log by now and is not: the promise of the receipt is broken.',
  contradicted: 'The log says something else than the receipt.',
  unknown: 'The log is out of reach just now.',
};

function element(tag, content, className) {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

function instant(seconds) {
  return new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 16) + ' UTC';
}

function statedOf(stated) {
  if (typeof stated !== 'object') return stated;
  return Object.entries(stated).map(([operand, value]) => operand + ' ' + value).join(', ');
}

function facts(claims) {
  const list = document.createElement('dl');
  const rows = {
    'Released by': claims.iss,
    'Released on': instant(claims.iat),
    Article: claims.item + ', version ' + claims.version,
    License: claims.license + ', version ' + claims.licenseVersion,
    Title: [].concat(claims.title).join(', '),
    Uses: claims.uses.join(', '),
    Territories: claims.territories.join(', '),
    Channels: claims.channels.join(', '),
    'Only for': statedOf(claims.stated),
    'Not before': claims.nbf ? instant(claims.nbf) : undefined,
    Until: instant(claims.expires),
  };
  for (const [name, value] of Object.entries(rows)) if (value) list.append(element('dt', name), element('dd', value));
  return list;
}

function show(answer) {
  verdict.replaceChildren();
  if (!answer.valid) {
    verdict.append(element('h2', 'Not a genuine receipt', 'bad'), element('p', 'Reason: ' + (answer.reason || 'unknown').replaceAll('_', ' ') + '.'));
    return;
  }
  const good = (answer.text === 'unmodified' && !answer.note) || answer.text === 'not_given';
  verdict.append(
    element('h2', 'A genuine receipt', good && answer.inForce === 'in_force' ? 'good' : ''),
    element('p', [answer.note || TEXTS[answer.text], FORCE[answer.inForce], LOG[answer.log]].filter(Boolean).join(' ')),
    facts(answer.claims),
  );
}

async function check() {
  const body = { receipt: receipt.value.trim().replace(/^.*#/, '') };
  if (text.value.trim()) body.text = text.value;
  const response = await fetch('/v1/receipts/verify', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (response.ok) show(answer);
  else verdict.replaceChildren(element('h2', 'This could not be checked', 'bad'), element('p', answer.detail || 'Try again.'));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  check().catch(() => verdict.replaceChildren(element('h2', 'The gateway could not be reached', 'bad')));
});

if (location.hash.length > 1) {
  receipt.value = location.hash.slice(1);
  form.requestSubmit();
}
`;

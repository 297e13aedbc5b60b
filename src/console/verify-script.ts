/** What runs in the browser on /verify: reads the receipt after `#`, asks the gateway, and writes the answer in words. */
export const VERIFY_SCRIPT = `
const form = document.getElementById('form');
const receipt = document.getElementById('receipt');
const text = document.getElementById('text');
const file = document.getElementById('file');
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
const PICTURES = {
  unmodified: 'The picture is, to the byte, what was delivered.',
  not_as_delivered: 'The bytes of this picture are not those that were delivered.',
  unknown: 'The delivery is not in the log yet, so the picture could not be compared.',
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

const nameOf = (block) => (block === 0 ? 'the headline' : 'block ' + block);
const CHANGES = {
  changed: ({ block }) => 'Changed: ' + nameOf(block),
  missing: ({ block }) => 'Missing: ' + nameOf(block),
  added: ({ block }) => 'Added ' + (block < 0 ? 'before the headline' : 'after ' + nameOf(block)),
  beside: () => 'Another version, beside the text',
};

function places(where) {
  const list = document.createElement('ul');
  for (const place of where) {
    const item = element('li', CHANGES[place.change](place));
    if (place.reads) item.append(': ', element('q', place.reads));
    list.append(item);
  }
  return list;
}

function one(answer, title) {
  const good = answer.valid && ['unmodified', 'altered_as_licensed', 'not_given'].includes(answer.text) && answer.picture !== 'not_as_delivered';
  const shown = [element(title, answer.heading, good && answer.inForce === 'in_force' ? 'good' : good ? '' : 'bad')];
  if (!answer.valid) return [...shown, element('p', 'Reason: ' + (answer.reason || 'unknown').replaceAll('_', ' ') + '.')];
  const said = [answer.picture ? PICTURES[answer.picture] : answer.note || TEXTS[answer.text], FORCE[answer.inForce], LOG[answer.log]];
  shown.push(element('p', said.filter(Boolean).join(' ')));
  if (answer.where && answer.where.length) shown.push(places(answer.where));
  return [...shown, facts(answer.claims)];
}

function show(answer) {
  const [first] = answer.verdicts;
  if (answer.verdicts.length === 1) verdict.replaceChildren(...one(first, 'h2'));
  else verdict.replaceChildren(element('h2', answer.heading, answer.standing === 'genuine' ? 'good' : 'bad'), ...answer.verdicts.flatMap((each) => one(each, 'h3')));
  if (answer.note) verdict.append(element('p', answer.note, 'lead'));
}

const receiptGiven = () => receipt.value.trim().replace(/^.*#/, '');

const chosenPicture = () => [...file.files].find(({ type }) => type.startsWith('image/'));

function ask() {
  const chosen = chosenPicture();
  if (chosen)
    return fetch('/v1/receipts/verify', { method: 'POST', headers: { 'Content-Type': chosen.type, 'Rights-Receipt': receiptGiven() }, body: chosen });
  const body = { document: text.value };
  if (receiptGiven()) body.receipt = receiptGiven();
  return fetch('/v1/receipts/verify', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

function headed(answer) {
  if (answer.verdicts) return answer;
  const heading = !answer.valid ? 'Not a genuine receipt' : answer.picture === 'unmodified' ? 'Genuine receipt, unmodified picture' : answer.picture === 'not_as_delivered' ? 'Genuine receipt, not the picture that was delivered' : 'Genuine receipt, picture not compared';
  return { verdicts: [{ ...answer, heading }] };
}

async function check() {
  // A picture cannot hold the receipt that binds its bytes.
  if (chosenPicture() && !receiptGiven())
    return verdict.replaceChildren(
      element('h2', 'Which receipt does the picture have?'),
      element('p', 'Paste the receipt that came with the picture, in the header Rights-Receipt, or the link to it. By itself a picture tells nothing of its release.'),
    );
  const response = await ask();
  const answer = await response.json();
  if (response.ok) show(headed(answer));
  else verdict.replaceChildren(element('h2', 'This could not be checked', 'bad'), element('p', answer.detail || 'Try again.'));
}

async function take(chosen) {
  if (chosen && !chosen.type.startsWith('image/')) text.value = await chosen.text();
}

file.addEventListener('change', () => take(file.files[0]));
for (const name of ['dragover', 'drop'])
  form.addEventListener(name, (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    if (name === 'drop') {
      file.files = event.dataTransfer.files;
      take(file.files[0]);
    }
  });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  check().catch(() => verdict.replaceChildren(element('h2', 'The gateway could not be reached', 'bad')));
});

// What names a receipt by its id only marks where a text begins: there is nothing to check in it.
if (location.hash.length > 1 && location.hash.includes('.')) {
  receipt.value = location.hash.slice(1);
  form.requestSubmit();
}
`;

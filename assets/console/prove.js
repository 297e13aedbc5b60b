/** Draws what proof.js works out: each step with its hashes and a tick, or what is wrong. Words are the page's. */
const proof = await import(`./proof.js${new URL(import.meta.url).search}`);

const place = document.getElementById('proof');
const texts = JSON.parse(place.dataset.texts);
const verdict = document.getElementById('verdict');
const form = place.querySelector('form');
const expected = document.getElementById('expected');
const fault = document.getElementById('expected-fault');
const MARKS = { good: '✓', bad: '✗', later: '…', unknown: '?', none: '–', skipped: '–' };
const times = new Intl.DateTimeFormat(place.dataset.language, { dateStyle: 'medium', timeStyle: 'short' });

class OutOfReach extends Error {}

async function asked(path) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' }, redirect: 'error' });
  } catch {
    throw new OutOfReach(path);
  }
  const json = await response.json().catch(() => null);
  if (json === null) throw new OutOfReach(path);
  return { ok: response.ok, status: response.status, json };
}

async function needed(path) {
  const { ok, json } = await asked(path);
  if (!ok) throw new OutOfReach(json.detail ?? path);
  return json;
}

const KINDS = {
  async entry() {
    const { id, license } = place.dataset;
    const [answer, agencyKeys] = await Promise.all([
      needed(`/console/deliveries/${encodeURIComponent(id)}/proof`),
      needed('/v1/log/keys'),
    ]);
    const size = answer.inclusion?.size;
    const root = size === undefined ? null : await asked(`/console/log/roots/${encodeURIComponent(license)}?size=${size}`);
    if (root && !root.ok && root.json.code !== 'checkpoint_pending') throw new OutOfReach(root.json.detail);
    return (expected) => proof.proveEntry({ answer, root: root?.json ?? {}, agencyKeys, expected });
  },
  async consistency() {
    const { log, from, to } = place.dataset;
    const [pair, agencyKeys] = await Promise.all([
      needed(`/console/log/consistency/${encodeURIComponent(log)}?from=${from}&to=${to}`),
      needed('/v1/log/keys'),
    ]);
    const origin = log === 'agency' ? agencyKeys.origin : `${agencyKeys.origin}/license/${log}`;
    return (expected) => proof.proveConsistency({ ...pair, origin, agencyKeys, expected });
  },
};

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** A date, a number, a hash. */
function written(name, value) {
  if (name === 'due') return times.format(new Date(value));
  return typeof value === 'number' ? value.toLocaleString(place.dataset.language) : String(value);
}

function draw({ name, state, why, facts }) {
  const item = place.querySelector(`[data-step="${name}"]`);
  item.className = state;
  const reason = why ? ` ${texts[`proof.why.${why}`] ?? why}` : '';
  const mark = element('span', `${MARKS[state]} `);
  mark.setAttribute('aria-hidden', 'true');
  item.querySelector('.outcome').replaceChildren(mark, `${texts[`proof.state.${state}`]}${reason}`);
  const details = item.querySelector('details');
  details.hidden = facts.length === 0;
  details.querySelector('dl').replaceChildren(
    ...facts.flatMap(([fact, value, seconds]) => {
      const told = document.createElement('dd');
      told.append(element('code', written(fact, value)));
      if (seconds) told.append(` ${times.format(new Date(seconds * 1000))}`);
      return [element('dt', texts[`proof.fact.${fact}`] ?? fact), told];
    }),
  );
  if (state === 'bad') details.open = true;
}

function conclude(steps) {
  const has = (state, name) => steps.some((step) => step.state === state && (name === undefined || step.name === name));
  const said = has('bad')
    ? 'bad'
    : has('later')
      ? 'later'
      : steps.some(({ state, why }) => state === 'unknown' && why === 'no_ed25519')
        ? 'unknown'
        : has('unknown', 'key')
          ? 'trusting'
          : place.dataset.kind === 'consistency'
            ? 'consistent'
            : 'good';
  const folded = document.getElementById('steps');
  if (folded && said === 'bad') folded.open = true;
  tell(texts[`proof.verdict.${said}`], { bad: 'bad', later: 'warn', unknown: 'warn' }[said] ?? 'good');
}

function tell(text, tone) {
  verdict.className = `note ${tone}`;
  verdict.textContent = text;
  verdict.hidden = false;
}

function reset() {
  for (const item of place.querySelectorAll('[data-step]')) {
    item.className = '';
    item.querySelector('.outcome').textContent = '';
    item.querySelector('details').hidden = true;
  }
}

let prove = null;

async function check() {
  const keys = await proof.parseExpected(expected.value);
  expected.setAttribute('aria-invalid', String(keys === null));
  fault.hidden = keys !== null;
  // A mistyped key says nothing about the entry: an earlier verdict stands.
  if (keys === null && prove) return expected.focus();
  try {
    prove ??= await KINDS[place.dataset.kind]();
    const steps = await prove(keys ?? []);
    reset();
    for (const step of steps) draw(step);
    conclude(steps);
  } catch (error) {
    const detail = error instanceof OutOfReach ? error.message : String(error);
    tell(`${texts['proof.state.out_of_reach']} ${detail}`, 'bad');
  }
}

form.hidden = false;
form.addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});
tell(texts['proof.state.working'], 'none');
check();

// The status on the start page: whether the gateway answers, and how old the newest checkpoint of its log is. Asked where anyone may ask
// it, and where an answer is kept for some seconds.
const texts = JSON.parse(document.getElementById('words').content.textContent);
const { lang } = document.documentElement;
const status = document.getElementById('status');
const plurals = new Intl.PluralRules(lang);

function say(key, values = {}) {
  const plural = values.count === undefined ? undefined : texts[`status.${key}_${plurals.select(values.count)}`];
  return (plural ?? texts[`status.${key}`] ?? texts[`status.${key}_other`] ?? key).replace(
    /\{(\w+)\}/g,
    (whole, name) => values[name] ?? whole,
  );
}

/** Seconds in a unit, largest first. */
const UNITS = { day: 86_400, hour: 3_600, minute: 60, second: 1 };

function ago(ms) {
  const seconds = Math.max(0, Math.round((Date.now() - ms) / 1000));
  const [unit, length] = Object.entries(UNITS).find(([, size]) => seconds >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-Math.floor(seconds / length), unit);
}

function paragraph(...content) {
  const made = document.createElement('p');
  made.append(...content);
  return made;
}

/** A C2SP checkpoint: origin, size and root, a line each. Its answer says when it was signed. */
function checkpointSaid(note, signed) {
  const size = Number(note.split('\n')[1]);
  const at = new Date(signed);
  if (!Number.isSafeInteger(size) || Number.isNaN(at.getTime())) return [];
  const time = document.createElement('time');
  time.dateTime = at.toISOString();
  time.title = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  time.textContent = ago(at.getTime());
  const count = new Intl.NumberFormat(lang).format(size);
  const [before, after] = say('checkpoint', { count: size }).replace(String(size), count).split('{ago}');
  return [paragraph(before, time, after)];
}

async function statusNow() {
  let response;
  try {
    response = await fetch('/v1/log/checkpoint');
  } catch {
    return ['bad', paragraph(say('down')), paragraph(say('downHelp'))];
  }
  if (response.ok)
    return ['good', paragraph(say('up')), ...checkpointSaid(await response.text(), response.headers.get('Last-Modified'))];
  if (response.status === 429) return ['warn', paragraph(say('up')), paragraph(say('limited'))];
  const { code } = await response.json().catch(() => ({}));
  if (code === 'checkpoint_pending' || response.status === 404) return ['good', paragraph(say('up')), paragraph(say('pending'))];
  return ['bad', paragraph(say('troubled'))];
}

statusNow().then(([tone, ...said]) => {
  status.className = `note ${tone}`;
  status.replaceChildren(...said);
});

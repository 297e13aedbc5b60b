// One verdict: how it stands, its heading, and the sentences below it.
import { kindsIn, titleIn } from './names.js';
import { part, time } from './parts.js';
import { instant, lastDay, listed, say } from './words.js';

const WRONG_TEXTS = ['altered', 'another_article', 'not_covered'];
const WRONG_PICTURES = ['not_as_delivered', 'another_picture'];
export const WRONG_LOGS = ['overdue', 'contradicted'];
const WITHDRAWN = ['killed', 'held'];
const SUPERSEDED = ['corrected', 'updated'];

/** `bad`: something is wrong. `warn`: something ended, waits, or could not be told. */
export function toneOf({ valid, claims, state, text, picture, inForce, log }, signature) {
  if (!valid || signature.state === 'bad' || WRONG_TEXTS.includes(text)) return 'bad';
  if (WRONG_PICTURES.includes(picture) || WRONG_LOGS.includes(log)) return 'bad';
  if (isWithdrawn({ state })) return 'bad';
  const isOpen = text === 'unknown' || ['unknown', 'same_picture'].includes(picture) || inForce !== 'in_force';
  if (SUPERSEDED.includes(state?.state) || state?.withdrawn || isUnnamed({ claims, text })) return 'warn';
  return isOpen ? 'warn' : 'good';
}

export const isWithdrawn = ({ state }) => WITHDRAWN.includes(state?.state);

/** Insertions that the license does not name. */
const isUnnamed = ({ claims, text }) => text === 'with_insertions' && !claims.alterations?.includes('combine');

/** The worst finding is the heading. A withdrawn article is never called genuine. */
export function headingOf({ valid, claims, state, text, picture, inForce, log }, signature) {
  if (!valid) return say('verdict.invalid');
  if (signature.state === 'bad') return say('verdict.doubted');
  if (WRONG_LOGS.includes(log)) return say('verdict.log');
  if (isWithdrawn({ state })) return say(`verdict.${state.state}`);
  if (!picture && isUnnamed({ claims, text })) return say('verdict.unnamed');
  const isFine = picture ? picture === 'unmodified' : !WRONG_TEXTS.includes(text);
  if (isFine && inForce === 'over') return say('verdict.over');
  if (isFine && inForce === 'not_yet') return say('verdict.not_yet');
  if (isFine && SUPERSEDED.includes(state?.state)) return say(`verdict.${state.state}`);
  return say(picture ? `verdict.picture.${picture}` : `verdict.${text}`);
}

/** What happened, what holds, how text and log stand: a sentence each. */
export function sentencesOf(answer, signature, record) {
  if (!answer.valid)
    return [part('p', say(`reason.${answer.reason ?? 'malformed'}`)), part('p', say('reason.meaning'))];
  const { claims, state, text, picture, inForce, log } = answer;
  const rights = isWithdrawn(answer) ? [] : [' ', force(claims, inForce)];
  const first = [released(claims, record), ...rights];
  const compared = picture ? say(`says.picture.${picture}`) : [say(`says.${text}`), ...notesOn(answer)].join(' ');
  const checked = part('p', [say('signature'), ': ', say(`signature.${signature.state}`)]);
  const told = [...publication(state, record), part('p', compared), part('p', first), part('p', logSentence(log))];
  return signature.state === 'bad' ? [checked, ...told] : [...told, checked];
}

export const logSentence = (log) => say(`says.log.${log}`);

/** What has become of the article since. */
export function publication(state, record) {
  return [...ofArticle(state), ...ofParts(state, record)];
}

/** Photographs and other parts that were withdrawn by themselves. */
function ofParts({ withdrawn = [] } = {}, record) {
  return withdrawn.length > 0 ? [part('p', say('says.parts', { parts: kindsIn(record, withdrawn) }))] : [];
}

function ofArticle(state) {
  if (!state || state.state === 'current' || state.state === 'unknown') return [];
  // All delivered parts are withdrawn by themselves: that is their state, not the article's.
  if (state.withdrawn && WITHDRAWN.includes(state.state)) return [];
  const sentence = filled(`says.state.${state.state}`, {
    since: at(Date.parse(state.since ?? state.asOf) / 1000),
    until: at(Date.parse(state.until ?? state.asOf) / 1000),
  });
  return [part('p', state.notice ? [sentence, ' ', say('says.notice', { notice: state.notice })] : sentence)];
}

/** A page may carry the delivered text word for word, and a lie beside it. */
function notesOn({ claims, text, missing = [], note }) {
  if (text === 'with_insertions') return isUnnamed({ claims, text }) ? [say('says.unnamed')] : [];
  if (text !== 'unmodified') return [];
  if (missing.length > 0) return [say('says.headline')];
  return note ? [say('says.around')] : [];
}

export function released({ iat, title }, record) {
  const titles = [title]
    .flat()
    .filter((one) => !one.startsWith('set:'))
    .map(titleIn(record));
  return titles.length > 0
    ? filled('says.released', { at: at(iat), titles: listed(titles) })
    : filled('says.releasedTo', { at: at(iat) });
}

function force({ nbf, expires }, inForce) {
  if (inForce === 'not_yet') return filled('says.not_yet', { from: at(nbf) });
  const until = time(expires, lastDay(expires));
  return filled(inForce === 'over' ? 'says.over' : 'says.in_force', { until });
}

const at = (seconds) => time(seconds, instant(seconds));

/** A sentence with elements in the places of some of its words. */
function filled(key, values) {
  const text = say(key, Object.fromEntries(Object.keys(values).map((name) => [name, `{${name}}`])));
  return part(
    'span',
    text.split(/(\{\w+\})/).map((piece) => (piece.startsWith('{') ? (values[piece.slice(1, -1)] ?? piece) : piece)),
  );
}

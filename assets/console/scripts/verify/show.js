// The answer as a person reads it: the verdict first, then what it rests on.
import { differences, permissions, technical } from './details.js';
import { part } from './parts.js';
import { signatureFor } from './receipts.js';
import { headingOf, isWithdrawn, sentencesOf, toneOf } from './verdict.js';
import { say } from './words.js';

/** Receipts of one document that the gateway checks. */
const CHECKED_MAX = 20;

/** `box`: heading and sentences in the color of how it stands; `heading` is what gets the focus. */
export function boxOf(tone, title, sentences, level) {
  const heading = part(`h${level}`, title);
  if (level === 2) heading.tabIndex = -1;
  return { heading, box: part('div', [heading, ...sentences], `note ${tone}`) };
}

/** What keeps a verdict from being given: `sentences` are texts or elements. */
export function faultShown(name, sentences) {
  const paragraphs = sentences.filter(Boolean).map((sentence) => part('p', sentence));
  const { heading, box } = boxOf('warn', say(`fault.${name}`), paragraphs, 2);
  return { heading, elements: [box] };
}

function one(answer, { signatures, records, level, nth, notes = [] }) {
  const signature = answer.valid ? signatureFor(answer.claims, signatures) : { state: 'absent' };
  const record = records.get(answer.claims?.jti);
  const tone = toneOf(answer, signature);
  const verdict = headingOf(answer, signature);
  const title = nth ? say('nth', { nth, verdict }) : verdict;
  const { heading, box } = boxOf(tone, title, sentencesOf(answer, signature, record), level);
  const details = answer.valid
    ? [
        ...differences(answer, level + 1),
        ...(isWithdrawn(answer) ? [] : permissions(answer, level + 1, record)),
        ...notes,
        technical(answer, signature),
      ]
    : notes;
  return { heading, tone, elements: [box, ...details] };
}

function summaryOf(shown) {
  const count = (tone) => shown.filter((each) => each.tone === tone).length;
  const receipts = say('verdict.several', { count: shown.length });
  if (count('bad') > 0) return ['bad', say('verdict.severalBad', { receipts, bad: count('bad') })];
  if (count('warn') > 0) return ['warn', say('verdict.severalOpen', { receipts, open: count('warn') })];
  return ['good', say('verdict.severalGood', { receipts })];
}

/** `records`: by id of a receipt, where there are any. `found`: receipts in the document. */
export function answerShown({ verdicts, kind }, { signatures, records, found }) {
  if (verdicts.length === 0) return faultShown('no_receipt', [say('fault.no_receiptHelp')]);
  const notes = [
    ...(kind === 'html' ? [say('says.page')] : []),
    ...(found > CHECKED_MAX ? [say('says.first', { count: CHECKED_MAX })] : []),
  ].map((text) => part('p', text, 'soft'));
  const [first] = verdicts;
  if (verdicts.length === 1) return one(first, { signatures, records, level: 2, notes });
  const shown = verdicts.map((each, place) => one(each, { signatures, records, level: 3, nth: place + 1 }));
  const [tone, title] = summaryOf(shown);
  const { heading, box } = boxOf(tone, title, [], 2);
  return { heading, elements: [box, ...notes, ...shown.map(({ elements }) => part('article', elements))] };
}

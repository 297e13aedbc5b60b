// What the log has of a delivery that a link names: by itself it says nothing of the text that the link stands in.
import { deliveryRows } from './details.js';
import { facts, part } from './parts.js';
import { boxOf } from './show.js';
import { isWithdrawn, logSentence, publication, released, WRONG_LOGS } from './verdict.js';
import { say } from './words.js';

/** Elements, and the heading among them. */
export function recordShown(record) {
  const { claims, stated, state, log } = record;
  const titles = stated.title === null ? record.titles.map(({ id }) => id) : [stated.title];
  const isWrong = WRONG_LOGS.includes(log);
  const isStopped = isWithdrawn({ state });
  const isOver = state.withdrawn || ['corrected', 'updated', 'embargoed'].includes(state.state);
  const name = isWrong ? 'log' : state.state === 'current' && state.withdrawn ? 'withdrawn' : state.state;
  const tone = isWrong || isStopped ? 'bad' : isOver ? 'warn' : '';
  const sentences = [
    ...publication(state, record),
    part('p', released({ iat: claims.iat, title: titles }, record)),
    part('p', logSentence(log)),
    part('p', say(isStopped ? 'record.meaningStopped' : 'record.meaning')),
  ];
  const { heading, box } = boxOf(tone, say(`record.${name}`), sentences, 2);
  return { heading, elements: [box, technical(record)] };
}

function technical(record) {
  const { title } = record.stated;
  return part('details', [
    part('summary', say('technical')),
    facts([[say('may.titles'), title && part('code', title)], ...deliveryRows(record)]),
  ]);
}

// What the log has of a delivery that a link names: by itself it says nothing of the text that the link stands in.
import { facts, part } from './parts.js';
import { boxOf } from './show.js';
import { isWithdrawn, logSentence, publication, released, WRONG_LOGS } from './verdict.js';
import { instant, listed, say } from './words.js';

const code = (text) => part('code', text);

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

function technical({ claims, stated, state, checkpoint }) {
  const { jti, iss, license, licenseVersion, sub, item, version, digest, log } = claims;
  const link = part('a', code(jti));
  link.href = `/v1/receipts/${encodeURIComponent(jti)}`;
  return part('details', [
    part('summary', say('technical')),
    facts([
      [say('technical.receipt'), link],
      [say('technical.issuer'), code(iss)],
      [say('technical.license'), code(say('technical.version', { id: license, version: licenseVersion }))],
      [say('technical.partner'), code(sub)],
      [say('may.titles'), stated.title && code(stated.title)],
      [say('technical.article'), code(say('technical.version', { id: item, version }))],
      [say('technical.withdrawn'), state.withdrawn && code(listed(state.withdrawn))],
      [say('technical.digest'), code(digest)],
      [say('technical.log'), code(log.origin)],
      [say('technical.leaf', { index: log.index }), code(log.leaf)],
      [
        say('technical.checkpoint'),
        checkpoint &&
          say('technical.checkpointOf', { size: checkpoint.size, at: instant(Date.parse(checkpoint.at) / 1000) }),
      ],
    ]),
  ]);
}

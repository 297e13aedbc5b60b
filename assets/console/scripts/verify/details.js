// Below the verdict: where a text differs, what a receipt permits, and last what only programs and lawyers read.
import { titleIn } from './names.js';
import { facts, part, time } from './parts.js';
import { instant, lastDay, listed, place, say, word } from './words.js';

const blockName = (block) => (block === 0 ? say('where.headline') : say('where.block', { count: block }));

const CHANGES = {
  changed: ({ block }) => say('where.changed', { block: blockName(block) }),
  missing: ({ block }) => say('where.missing', { block: blockName(block) }),
  added: ({ block }) => (block < 0 ? say('where.addedBefore') : say('where.addedAfter', { block: blockName(block) })),
  beside: () => say('where.beside'),
};

export function differences({ where = [] }, level) {
  if (where.length === 0) return [];
  const items = where.map((one) => {
    const item = part('li', CHANGES[one.change](one));
    if (one.reads) item.append(': ', part('q', one.reads));
    return item;
  });
  const isCounted = where.some(({ block }) => block > 0);
  return [
    part(`h${level}`, say('where')),
    part('ul', items),
    ...(isCounted ? [part('p', say('where.counted'), 'soft')] : []),
  ];
}

/** `set:<count>:<digest>` stands for a list that a receipt has no room for. */
const setIn = (values) => {
  const name = [values].flat().find((value) => typeof value === 'string' && value.startsWith('set:'));
  return name && say('may.set', { count: Number(name.split(':')[1]) });
};

const inWords = (values, wordOf) => setIn(values) ?? listed([values].flat().map(wordOf));

function territories(codes) {
  const named = setIn(codes);
  if (named) return named;
  const within = listed(codes.filter((code) => !code.startsWith('-')).map(place));
  const except = codes.filter((code) => code.startsWith('-')).map((code) => place(code.slice(1)));
  return except.length === 0 ? within : say('may.except', { places: within, except: listed(except) });
}

const boxRows = ({ uses, title, territories: places, channels, purposes }, record) => [
  [say('may.uses'), inWords(uses, (use) => word('use', use))],
  [say('may.titles'), inWords(title, titleIn(record))],
  [say('may.territories'), territories(places)],
  [say('may.channels'), inWords(channels, (channel) => word('channel', channel))],
  [say('may.purposes'), purposes && inWords(purposes, String)],
];

function statedOf(stated) {
  if (typeof stated !== 'object') return stated && setIn(stated);
  return listed(Object.entries(stated).map(([operand, value]) => `${operand} ${value}`));
}

export function permissions({ claims }, level, record) {
  const { alterations = [], stated, nbf, expires, more = [] } = claims;
  const others = typeof more === 'string' ? [] : more;
  const inWord = (alteration) => word('alteration', alteration);
  const altered = alterations.length === 0 ? say('may.noAlterations') : inWords(alterations, inWord);
  const at = (seconds) => time(seconds, instant(seconds));
  return [
    part(`h${level}`, say('may')),
    facts([
      ...boxRows(claims, record),
      [say('may.alterations'), altered],
      [say('may.stated'), statedOf(stated)],
      [say('may.from'), nbf && at(nbf)],
      [say('may.until'), time(expires, lastDay(expires))],
    ]),
    ...(more.length > 0 ? [part(`h${level + 1}`, say('mayAlso'))] : []),
    ...(typeof more === 'string' ? [part('p', setIn(more))] : []),
    ...others.map((box) => facts(boxRows(box, record))),
    part('p', say('may.rest'), 'soft'),
  ];
}

const code = (text) => part('code', text);

/** Rows of a delivery that its receipt and the record of that have in common. */
export function deliveryRows({ claims, checkpoint, state }) {
  const { iss, jti, sub, license, licenseVersion, item, version, digest, log } = claims;
  const link = part('a', code(jti));
  link.href = `/v1/receipts/${encodeURIComponent(jti)}`;
  return [
    [say('technical.issuer'), code(iss)],
    [say('technical.receipt'), link],
    [say('technical.license'), code(say('technical.version', { id: license, version: licenseVersion }))],
    [say('technical.partner'), code(sub)],
    [say('technical.article'), code(say('technical.version', { id: item, version }))],
    [say('technical.withdrawn'), state?.withdrawn && code(state.withdrawn.join(' '))],
    [say('technical.digest'), code(digest)],
    [say('technical.log'), code(log.origin)],
    [say('technical.leaf', { index: log.index }), code(log.leaf)],
    [
      say('technical.checkpoint'),
      checkpoint &&
        say('technical.checkpointOf', { size: checkpoint.size, at: instant(Date.parse(checkpoint.at) / 1000) }),
    ],
  ];
}

export function technical(answer, { state, kid }) {
  const keys = part('a', code(kid ?? ''));
  keys.href = '/.well-known/jwks.json';
  // Scrolled within its own box, by the keyboard too.
  const scroll = part('section', part('pre', part('code', JSON.stringify(answer.claims, null, 2))), 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('aria-label', say('technical.claims'));
  return part('details', [
    part('summary', say('technical')),
    facts([
      [say('signature'), say(`signature.${state}`)],
      [say('technical.key'), kid && keys],
      ...deliveryRows(answer),
    ]),
    part('figure', [part('figcaption', say('technical.claims')), scroll], 'code'),
  ]);
}

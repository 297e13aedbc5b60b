/** Left operands and operators (ODRL 2.2 Vocabulary, sections 4.4 and 4.5), and how we compare each. Data. */

/**
 * - `territory`: alpha-2 codes, named sets expanded
 * - `words`: names compared literally
 * - `instant`: a point in time
 * - `elapsed`: a duration, counted from where the facts say: in the gateway, from the creation of the version
 * - `number`: an amount, with its unit
 * - `free`: an amount where both sides are one, else names
 * - `event`: something that has happened or not
 * - `stated`: an operand of somebody's own vocabulary. It means nothing to us, so only a request that names it itself,
 *   by the same full name, gives it a value; no gateway decision ever does
 */
export type OperandKind =
  | 'territory'
  | 'words'
  | 'instant'
  | 'elapsed'
  | 'number'
  | 'free'
  | 'event'
  | 'stated';

const KINDS: Partial<Record<OperandKind, string>> = {
  territory: 'spatial',
  words: `deliveryChannel fileFormat industry language media product purpose recipient spatialCoordinates systemDevice
    unitOfCount virtualLocation component title dayOfWeek`,
  instant: 'dateTime',
  elapsed: 'elapsedTime delayPeriod',
  number: 'absoluteSize count meteredTime payAmount percentage relativeSize resolution',
  free: `absolutePosition absoluteSpatialPosition absoluteTemporalPosition relativePosition relativeSpatialPosition
    relativeTemporalPosition timeInterval version`,
  event: 'event',
};

const KIND_OF = new Map<string, OperandKind>(
  (Object.keys(KINDS) as OperandKind[]).flatMap((kind) =>
    (KINDS[kind] ?? '').split(/\s+/).map((name): [string, OperandKind] => [name, kind]),
  ),
);

/**
 * Other spellings. `device` and `system` are deprecated for `systemDevice`; the published ODRL context spells `neq` and
 * `industry` wrongly, so that is what a JSON-LD processor makes of them; `ex:dayOfWeek` is the operand that the W3C
 * formal semantics give their examples in.
 */
const SAME: ReadonlyMap<string, string> = new Map([
  ['device', 'systemDevice'],
  ['system', 'systemDevice'],
  ['odrl:industry:', 'industry'],
  ['http://www.w3.org/ns/odrl/2/industry:', 'industry'],
  ['ex:dayOfWeek', 'dayOfWeek'],
  ['neg', 'neq'],
]);

/** The one spelling of an operand or operator. */
export function sameName(name: string): string {
  return SAME.get(name) ?? name;
}

/** Undefined: not an operand that we know. A bare name that ODRL and our profile lack is never anybody's own. */
export function operandKind(name: string): OperandKind | undefined {
  return KIND_OF.get(name) ?? (/^[a-z][\w.+-]*:./i.test(name) ? 'stated' : undefined);
}

export const OPERANDS: readonly string[] = [...KIND_OF.keys(), 'device', 'system'];

export const OPERATORS = [
  'eq',
  'neq',
  'lt',
  'lteq',
  'gt',
  'gteq',
  'isA',
  'hasPart',
  'isPartOf',
  'isAllOf',
  'isAnyOf',
  'isNoneOf',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** Undefined: not an operator that we know. */
export function operatorOf(name: string): Operator | undefined {
  const same = sameName(name);
  return OPERATORS.find((operator) => operator === same);
}

/** What people write for the operators, lower case → the one that they mean. */
export const OPERATOR_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eq: '= == === is equal equals equalto',
    neq: '!= !== <> ne not isnot notequal notequals notequalto',
    lt: '< less lessthan before',
    lteq: '<= =< le lte lessthanorequal lessthanorequalto until',
    gt: '> greater greaterthan more morethan after',
    gteq: '>= => ge gte greaterthanorequal greaterthanorequalto from since',
    isAnyOf: 'in isin anyof oneof isoneof any',
    isAllOf: 'allof all',
    isNoneOf: 'notin isnotin noneof none nin',
    isPartOf: 'partof within inside',
    hasPart: 'contains includes haspart',
    isA: 'a isa',
  }).flatMap(([operator, words]) => words.split(' ').map((word): [string, string] => [word, operator])),
);

export const LOGICAL = ['and', 'or', 'xone', 'andSequence'] as const;
export type Logical = (typeof LOGICAL)[number];

/** The kinds of media that a channel belongs to, for the operand `media`. */
export const MEDIA_OF_CHANNEL: Record<string, string> = {
  web: 'online',
  app: 'online',
  newsletter: 'online',
  social: 'online',
  epaper: 'online',
  intranet: 'online',
  podcast: 'audio',
  broadcast: 'broadcast',
  print: 'print',
};

/**
 * Left operands and operators (ODRL 2.2 Vocabulary, sections 4.4 and 4.5), and the comparison of each. Data.
 */

/**
 * - `territory`: alpha-2 codes, with named sets expanded
 * - `words`: names compared literally
 * - `instant`: a point in time
 * - `elapsed`: a duration from the origin of the facts: in the gateway, from the creation of the version
 * - `number`: an amount with its unit
 * - `free`: an amount if both sides are one, otherwise names
 * - `event`: something that has happened or not
 * - `stated`: an operand of another vocabulary, without a meaning here. Only a request that names it by the
 *   same full name gives it a value; no gateway decision does
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
 * Other spellings. `device` and `system` are deprecated for `systemDevice`; the published ODRL context
 * misspells `neq` and `industry`, so JSON-LD processors output these; the W3C formal semantics use
 * `ex:dayOfWeek` in examples.
 */
const SAME: ReadonlyMap<string, string> = new Map([
  ['device', 'systemDevice'],
  ['system', 'systemDevice'],
  ['odrl:industry:', 'industry'],
  ['http://www.w3.org/ns/odrl/2/industry:', 'industry'],
  ['ex:dayOfWeek', 'dayOfWeek'],
  ['neg', 'neq'],
]);

/** Canonical spelling of an operand or operator. */
export function sameName(name: string): string {
  return SAME.get(name) ?? name;
}

/**
 * Undefined: unknown operand. A bare name that is not in ODRL or our profile belongs to no other vocabulary.
 */
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

/** Undefined: unknown operator. */
export function operatorOf(name: string): Operator | undefined {
  const same = sameName(name);
  return OPERATORS.find((operator) => operator === same);
}

/** Common spellings of operators, lower case → operator. */
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

/** Kind of media of each channel, for the operand `media`. */
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

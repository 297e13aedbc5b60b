/** Left operands and operators (ODRL 2.2 Vocabulary, sections 4.4 and 4.5), and how we compare each. Data. */

/**
 * - `territory`: alpha-2 codes, named sets expanded
 * - `words`: names compared literally
 * - `instant`: a point in time
 * - `elapsed`: a duration, counted strictly from the creation of the version (nobody tells us a later origin)
 * - `unstated`: known, but no use states it yet; a constraint on it is indeterminate
 */
export type OperandKind = 'territory' | 'words' | 'instant' | 'elapsed' | 'unstated';

const KINDS: Record<OperandKind, string> = {
  territory: 'spatial',
  words: 'deliveryChannel media purpose recipient product language virtualLocation component title',
  instant: 'dateTime',
  elapsed: 'elapsedTime delayPeriod',
  unstated: `absolutePosition absoluteSpatialPosition absoluteTemporalPosition absoluteSize count device event
    fileFormat industry meteredTime payAmount percentage relativePosition relativeSpatialPosition
    relativeTemporalPosition relativeSize resolution spatialCoordinates system systemDevice timeInterval unitOfCount
    version policyUsage`,
};

const KIND_OF = new Map<string, OperandKind>(
  (Object.keys(KINDS) as OperandKind[]).flatMap((kind) =>
    KINDS[kind].split(/\s+/).map((name): [string, OperandKind] => [name, kind]),
  ),
);

/** Undefined: not an operand that we know. */
export function operandKind(name: string): OperandKind | undefined {
  return KIND_OF.get(name);
}

export const OPERANDS: readonly string[] = [...KIND_OF.keys()];

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
  return OPERATORS.find((operator) => operator === name);
}

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

/**
 * Meanings of phrases, as rules. Data. Every meaning forbids or demands and none permits, so a text can only
 * narrow. `{…}` is a slot.
 */
import { TOP_ACTIONS } from '../odrl/actions.ts';

export type Slot = 'territories' | 'period' | 'number' | 'size' | 'event' | 'line';

export interface ConstraintTemplate {
  leftOperand: string;
  operator: string;
  rightOperand: readonly string[] | `{${Slot}}`;
}

export interface RuleTemplate {
  as: 'prohibition' | 'obligation';
  action: readonly string[];
  constraint?: readonly ConstraintTemplate[];
  /** For a credit: the line to print. */
  text?: '{line}';
}

export interface Meaning {
  rules: readonly RuleTemplate[];
  /** English text for printing. */
  prose: string;
  /** Question to the desk that the phrase leaves open. */
  confirm?: string;
  /** Topic of the question. */
  asks?: 'days' | 'credit-line' | 'members' | 'titles';
  /** Operand that a use must state; without it, the rule forbids everything. No use states it by default. */
  states?: string;
}

/** All acts, including those of our own profile, which no other act includes. */
const ANYTHING: readonly string[] = TOP_ACTIONS;
const AI = ['ai-train', 'ai-input', 'ai-index'];
const ONLINE = ['web', 'app', 'newsletter', 'social', 'epaper', 'podcast', 'intranet'];

const isAnyOf = (leftOperand: string, ...values: string[]): ConstraintTemplate => ({
  leftOperand,
  operator: 'isAnyOf',
  rightOperand: values,
});
const isNoneOf = (leftOperand: string, ...values: string[]): ConstraintTemplate => ({
  leftOperand,
  operator: 'isNoneOf',
  rightOperand: values,
});
const slot = (leftOperand: string, operator: string, name: Slot): ConstraintTemplate => ({
  leftOperand,
  operator,
  rightOperand: `{${name}}`,
});
const is = (leftOperand: string, operator: string, value: string): ConstraintTemplate => ({
  leftOperand,
  operator,
  rightOperand: [value],
});

const no = (action: readonly string[], ...constraint: ConstraintTemplate[]): RuleTemplate => ({
  as: 'prohibition',
  action,
  ...(constraint.length > 0 && { constraint }),
});
const only = (...constraint: ConstraintTemplate[]) => no(ANYTHING, ...constraint);

const AGED = slot('elapsedTime', 'gteq', 'period');
const COUNTED = {
  confirm: 'Days counted from what? Read strictly: from the creation of the version',
  asks: 'days',
} as const;
const kinds = (name: string) => ({
  confirm: `Which titles are ${name}? Read strictly: every title that is not known to be something else`,
  asks: 'titles' as const,
});

export const MEANINGS = {
  // Territories
  'territories-out': { rules: [only(slot('spatial', 'isAnyOf', 'territories'))], prose: '{territories} OUT' },
  'territories-only': {
    rules: [only(slot('spatial', 'isNoneOf', 'territories'))],
    prose: '{territories} ONLY',
  },

  // Credit
  credit: { rules: [{ as: 'obligation', action: ['attribute'] }], prose: 'MANDATORY CREDIT' },
  'credit-line': {
    rules: [{ as: 'obligation', action: ['attribute'], text: '{line}' }],
    prose: 'MANDATORY CREDIT: {line}',
    confirm: 'Is this the whole line to print, and nothing else?',
    asks: 'credit-line',
  },

  // Purposes
  'editorial-only': { rules: [only(isNoneOf('purpose', 'editorial'))], prose: 'EDITORIAL USE ONLY' },
  'no-commercial': {
    rules: [only(isAnyOf('purpose', 'commercial', 'advertising', 'promotional')), no(['cc:CommercialUse'])],
    prose: 'NO COMMERCIAL USE',
  },
  'no-advertising': {
    rules: [only(isAnyOf('purpose', 'advertising', 'promotional'))],
    prose: 'NO ADVERTISING',
  },
  'no-political': { rules: [only(isAnyOf('purpose', 'political'))], prose: 'NO POLITICAL USE' },
  'no-education': { rules: [only(isAnyOf('purpose', 'educational'))], prose: 'NO EDUCATIONAL USE' },

  // Duration
  'no-archive': { rules: [no(['archive'])], prose: 'NO ARCHIVE' },
  'no-archive-after': {
    rules: [no(['archive'], AGED)],
    prose: 'NO ARCHIVE AFTER {period}',
    ...COUNTED,
  },
  'no-use-after': { rules: [only(AGED)], prose: 'NO USE AFTER {period}', ...COUNTED },
  'no-online-after': {
    rules: [only(isAnyOf('deliveryChannel', ...ONLINE), AGED)],
    prose: 'ONLINE OUT AFTER {period}',
    ...COUNTED,
  },

  // Recipients
  'no-sales': { rules: [no(['transfer', 'grantUse'])], prose: 'NO SALES' },
  'members-only': {
    rules: [only(isNoneOf('recipient', 'members'))],
    prose: 'MEMBERS ONLY',
    confirm: 'Which partners are meant? Read strictly: none, until the desk names them',
    asks: 'members',
  },
  'no-agencies': {
    rules: [only(isAnyOf('product', 'agency'))],
    prose: 'AGENCIES OUT',
    ...kinds('agencies'),
  },
  'magazines-out': {
    rules: [only(isAnyOf('product', 'magazine'))],
    prose: 'MAGAZINES OUT',
    ...kinds('magazines'),
  },
  'newspapers-out': {
    rules: [only(isAnyOf('product', 'newspaper'))],
    prose: 'NEWSPAPERS OUT',
    ...kinds('newspapers'),
  },
  'tabloids-out': {
    rules: [only(isAnyOf('product', 'tabloid'))],
    prose: 'TABLOIDS OUT',
    ...kinds('tabloids'),
  },
  'books-out': { rules: [only(isAnyOf('product', 'book'))], prose: 'BOOKS OUT', ...kinds('books') },
  'newspapers-only': {
    rules: [only(isNoneOf('product', 'newspaper'))],
    prose: 'NEWSPAPERS ONLY',
    ...kinds('newspapers'),
  },
  'magazines-only': {
    rules: [only(isNoneOf('product', 'magazine'))],
    prose: 'MAGAZINES ONLY',
    ...kinds('magazines'),
  },

  // Channels
  'no-online': { rules: [only(isAnyOf('deliveryChannel', ...ONLINE))], prose: 'ONLINE OUT' },
  'online-only': { rules: [only(isNoneOf('deliveryChannel', ...ONLINE))], prose: 'ONLINE ONLY' },
  'print-only': { rules: [only(isNoneOf('deliveryChannel', 'print'))], prose: 'PRINT ONLY' },
  'no-print': {
    rules: [only(isAnyOf('deliveryChannel', 'print', 'epaper')), no(['print'])],
    prose: 'NO PRINT',
  },
  'broadcast-only': { rules: [only(isNoneOf('deliveryChannel', 'broadcast'))], prose: 'BROADCAST ONLY' },
  'no-broadcast': { rules: [only(isAnyOf('deliveryChannel', 'broadcast'))], prose: 'NO TV' },
  'no-radio': { rules: [only(isAnyOf('deliveryChannel', 'broadcast', 'podcast'))], prose: 'NO RADIO' },
  'no-social': { rules: [only(isAnyOf('deliveryChannel', 'social'))], prose: 'NO SOCIAL MEDIA' },
  'no-apps': { rules: [only(isAnyOf('deliveryChannel', 'app'))], prose: 'NO APPS' },
  'no-newsletters': { rules: [only(isAnyOf('deliveryChannel', 'newsletter'))], prose: 'NO NEWSLETTERS' },
  'no-podcasts': { rules: [only(isAnyOf('deliveryChannel', 'podcast'))], prose: 'NO PODCASTS' },
  'no-epaper': { rules: [only(isAnyOf('deliveryChannel', 'epaper'))], prose: 'NO E-PAPER' },
  'no-intranet': { rules: [only(isAnyOf('deliveryChannel', 'intranet'))], prose: 'NO INTRANET' },
  'no-streaming': { rules: [no(['stream'])], prose: 'NO STREAMING' },

  // Content types
  'text-only': { rules: [only(isNoneOf('component', 'dispatch'))], prose: 'TEXT ONLY' },

  // Form
  'no-crop': { rules: [no(['crop'])], prose: 'NO CROPPING' },
  'no-alteration': { rules: [no(['modify', 'derive', 'transform'])], prose: 'NO ALTERATION' },
  'no-shortening': { rules: [no(['shorten', 'extract'])], prose: 'NO SHORTENING' },
  'no-combination': { rules: [no(['combine', 'derive'])], prose: 'NO MONTAGE' },
  'no-translation': { rules: [no(['translate'])], prose: 'NO TRANSLATION' },
  'no-covers': {
    rules: [only(is('absolutePosition', 'eq', 'cover'))],
    prose: 'NO COVERS',
    states: 'absolutePosition',
  },
  'size-max': {
    rules: [only(slot('absoluteSize', 'gt', 'size'))],
    prose: 'MAXIMUM SIZE {size}',
    states: 'absoluteSize',
  },
  'once-only': { rules: [only(is('count', 'gt', '1'))], prose: 'ONE TIME USE ONLY', states: 'count' },
  'count-max': {
    rules: [only(slot('count', 'gt', 'number'))],
    prose: 'MAXIMUM {number} USES',
    states: 'count',
  },
  'with-story-only': {
    rules: [only(is('event', 'neq', 'urn:imprimatur:event:its-story'))],
    prose: 'ONLY WITH ITS STORY',
    states: 'event',
  },

  // Machines
  'no-ai': { rules: [no(AI)], prose: 'NO AI USE' },
  'no-ai-training': { rules: [no(['ai-train'])], prose: 'NO AI TRAINING' },
  'no-mining': { rules: [no([...AI, 'search', 'index'])], prose: 'NO TEXT AND DATA MINING' },
  'no-indexing': { rules: [no(['search', 'index', 'ai-index'])], prose: 'NO INDEXING' },
  'no-speech': { rules: [no(['textToSpeech'])], prose: 'NO TEXT TO SPEECH' },

  // Any use
  'no-use': { rules: [no(ANYTHING)], prose: 'NOT FOR USE' },
  'hold-until': { rules: [only(slot('event', 'lt', 'event'))], prose: 'HOLD UNTIL {event}', states: 'event' },
} as const satisfies Record<string, Meaning>;

export type MeaningKey = keyof typeof MEANINGS;

export function meaning(key: MeaningKey): Meaning {
  return MEANINGS[key];
}

export const MEANING_KEYS = Object.keys(MEANINGS) as MeaningKey[];

/** Whether the phrasebook has a meaning of this name. */
export function isMeaning(name: string): name is MeaningKey {
  return Object.hasOwn(MEANINGS, name);
}

/** Prints a meaning with open slots. A removed meaning is printed as its name. */
export function meaningInProse(name: string): string {
  return isMeaning(name) ? MEANINGS[name].prose : name;
}

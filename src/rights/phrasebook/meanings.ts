/**
 * What a phrase can mean, as rules. Data. Every meaning forbids or demands, none permits: whatever a text says, reading
 * it can only narrow. `{territories}` and `{period}` stand for what the phrase names.
 */
import { TOP_ACTIONS } from '../odrl/actions.ts';

export interface ConstraintTemplate {
  leftOperand: string;
  operator: string;
  rightOperand: readonly string[] | '{territories}' | '{period}';
}

export interface RuleTemplate {
  as: 'prohibition' | 'obligation';
  action: readonly string[];
  constraint?: readonly ConstraintTemplate[];
}

export interface Meaning {
  rules: readonly RuleTemplate[];
  /** In English, as it is printed back. */
  prose: string;
  /** Recognized, but it leaves something open: the question that the desk answers once. */
  confirm?: string;
}

/** Everything that can be done, the acts of our own profile among it: they are included in no other. */
const ANYTHING: readonly string[] = TOP_ACTIONS;
const AI = ['ai-train', 'ai-input', 'ai-index'];
const ONLINE = ['web', 'app', 'newsletter', 'social', 'epaper', 'podcast', 'intranet'];

const isAnyOf = (leftOperand: string, values: readonly string[]): ConstraintTemplate => ({
  leftOperand,
  operator: 'isAnyOf',
  rightOperand: values,
});
const isNoneOf = (leftOperand: string, values: readonly string[]): ConstraintTemplate => ({
  leftOperand,
  operator: 'isNoneOf',
  rightOperand: values,
});

/** Forbids acts, under constraints. */
const no = (action: readonly string[], ...constraint: ConstraintTemplate[]): RuleTemplate => ({
  as: 'prohibition',
  action,
  ...(constraint.length > 0 && { constraint }),
});
const must = (...action: string[]): RuleTemplate => ({ as: 'obligation', action });

const COUNTED = 'Days counted from what? Read strictly: from the creation of the version';

export const MEANINGS = {
  'territories-out': {
    rules: [no(ANYTHING, { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: '{territories}' })],
    prose: '{territories} OUT',
  },
  'territories-only': {
    rules: [no(ANYTHING, { leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: '{territories}' })],
    prose: '{territories} ONLY',
  },
  credit: { rules: [must('attribute')], prose: 'MANDATORY CREDIT' },
  'editorial-only': {
    rules: [no(ANYTHING, isNoneOf('purpose', ['editorial']))],
    prose: 'EDITORIAL USE ONLY',
  },
  'no-commercial': {
    rules: [
      no(ANYTHING, isAnyOf('purpose', ['commercial', 'advertising', 'promotional'])),
      no(['cc:CommercialUse']),
    ],
    prose: 'NO COMMERCIAL USE',
  },
  'no-advertising': {
    rules: [no(ANYTHING, isAnyOf('purpose', ['advertising', 'promotional']))],
    prose: 'NO ADVERTISING',
  },
  'no-archive': { rules: [no(['archive'])], prose: 'NO ARCHIVE' },
  'no-archive-after': {
    rules: [no(['archive'], { leftOperand: 'elapsedTime', operator: 'gteq', rightOperand: '{period}' })],
    prose: 'NO ARCHIVE AFTER {period}',
    confirm: COUNTED,
  },
  'no-use-after': {
    rules: [no(ANYTHING, { leftOperand: 'elapsedTime', operator: 'gteq', rightOperand: '{period}' })],
    prose: 'NO USE AFTER {period}',
    confirm: COUNTED,
  },
  'no-sales': { rules: [no(['transfer', 'grantUse'])], prose: 'NO SALES' },
  'no-online': { rules: [no(ANYTHING, isAnyOf('deliveryChannel', ONLINE))], prose: 'ONLINE OUT' },
  'online-only': { rules: [no(ANYTHING, isNoneOf('deliveryChannel', ONLINE))], prose: 'ONLINE ONLY' },
  'print-only': { rules: [no(ANYTHING, isNoneOf('deliveryChannel', ['print']))], prose: 'PRINT ONLY' },
  'no-print': {
    rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['print', 'epaper'])), no(['print'])],
    prose: 'NO PRINT',
  },
  'no-broadcast': { rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['broadcast']))], prose: 'NO TV' },
  'no-radio': {
    rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['broadcast', 'podcast']))],
    prose: 'NO RADIO',
  },
  'no-social': { rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['social']))], prose: 'NO SOCIAL MEDIA' },
  'no-apps': { rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['app']))], prose: 'NO APPS' },
  'no-newsletters': {
    rules: [no(ANYTHING, isAnyOf('deliveryChannel', ['newsletter']))],
    prose: 'NO NEWSLETTERS',
  },
  'magazines-out': {
    rules: [no(ANYTHING, isAnyOf('product', ['magazine']))],
    prose: 'MAGAZINES OUT',
    confirm: 'Which titles are magazines? Read strictly: every title that is not known to be something else',
  },
  'no-crop': { rules: [no(['crop'])], prose: 'NO CROPPING' },
  'no-alteration': { rules: [no(['modify', 'derive', 'transform'])], prose: 'NO ALTERATION' },
  'no-translation': { rules: [no(['translate'])], prose: 'NO TRANSLATION' },
  'no-ai': { rules: [no(AI)], prose: 'NO AI USE' },
  'no-ai-training': { rules: [no(['ai-train'])], prose: 'NO AI TRAINING' },
  'no-mining': { rules: [no([...AI, 'search', 'index'])], prose: 'NO TEXT AND DATA MINING' },
  'no-use': { rules: [no(ANYTHING)], prose: 'NOT FOR USE' },
} as const satisfies Record<string, Meaning>;

export type MeaningKey = keyof typeof MEANINGS;

export function meaning(key: MeaningKey): Meaning {
  return MEANINGS[key];
}

export const MEANING_KEYS = Object.keys(MEANINGS) as MeaningKey[];

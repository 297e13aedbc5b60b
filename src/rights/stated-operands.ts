/**
 * Facts that a partner may state about a use besides act, title, territory, channel and purpose. The list is
 * closed: the gateway knows the other facts (time, recipient, language, kind of title), so no one may state
 * them differently. Stated facts are trusted, and recorded in the log and in the receipt.
 */
import { unitOf } from './odrl/units.ts';

/** `amount`: a number with an optional unit; `name`: a word or an IRI. */
export const STATED_OPERANDS = {
  absolutePosition: 'name',
  absoluteSize: 'amount',
  count: 'amount',
  event: 'name',
  fileFormat: 'name',
  industry: 'name',
  meteredTime: 'amount',
  payAmount: 'amount',
  percentage: 'amount',
  relativePosition: 'name',
  relativeSize: 'amount',
  resolution: 'amount',
  systemDevice: 'name',
  unitOfCount: 'name',
} as const satisfies Record<string, 'amount' | 'name'>;

export type StatedOperand = keyof typeof STATED_OPERANDS;

export function isStatedOperand(name: string): name is StatedOperand {
  return Object.hasOwn(STATED_OPERANDS, name);
}

export interface Amount {
  amount: number;
  unit?: string;
}

const AMOUNT = /^(\d{1,15}(?:\.\d{1,9})?) ?([\p{L}_]{1,40}|%)?$/u;

/** Reads `1200`, `1200 px`, `50%`. Undefined: no amount, or an unknown unit. */
export function readAmount(written: string | number): Amount | undefined {
  const [, digits, unit] = AMOUNT.exec(String(written).trim()) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  if (unit === undefined) return { amount };
  const knownUnit = unitOf(unit);
  if (!knownUnit) return undefined;
  return { amount, unit: knownUnit.measures.startsWith('money:') ? unit.toUpperCase() : unit.toLowerCase() };
}

/** Canonical spelling: a bare number stays a number. */
export function printAmount({ amount, unit }: Amount): string | number {
  return unit === undefined ? amount : `${amount} ${unit}`;
}

/**
 * Canonical spelling of a name in uses and rules, so that a prohibition holds in any case of letters. IRIs
 * are case-sensitive.
 */
export function printName(name: string): string {
  const joined = name.trim().replace(/\s+/g, '-');
  return joined.includes(':') ? joined : joined.toLowerCase();
}

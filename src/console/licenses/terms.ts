/** Draft terms: any member may be missing or partial. */
import type { CommonTerms, NamedRights } from '../../rights/terms.ts';

type FullTerms = CommonTerms & NamedRights & { policy: Record<string, unknown> };
type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

export type Draft = { [K in keyof FullTerms]?: DeepPartial<FullTerms[K]> | undefined };
export type Member = keyof Draft;

/** All members, in the order of an agreement. */
export const MEMBERS = [
  'partner',
  'titles',
  'products',
  'components',
  'uses',
  'alterations',
  'channels',
  'territories',
  'territoryBasis',
  'purposes',
  'languages',
  'starts',
  'ends',
  'timeZone',
  'advance',
  'onlineDays',
  'retentionDays',
  'afterTerm',
  'credit',
  'fullTextFeed',
  'quota',
  'minimum',
  'reporting',
  'recall',
  'exclusivity',
  'sublicensing',
  'consent',
  'policy',
] as const satisfies Member[];

/** Fails to compile if `MEMBERS` lacks a member. */
type Forgotten = Exclude<Member, (typeof MEMBERS)[number]>;
export const COMPLETE: Forgotten extends never ? true : never = true;

/** Text of a free-text term, stored as `{text}`. Shows other values as JSON. */
export function freeText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const { text, ...more } = value as { text?: unknown };
  return typeof text === 'string' && Object.keys(more).length === 0 ? text : JSON.stringify(value, null, 2);
}

/** License terms as they stand in a form: any member may still be missing, or be there in part. */
import type { CommonTerms, NamedRights } from '../../rights/terms.ts';

type All = CommonTerms & NamedRights & { policy: Record<string, unknown> };
type Part<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Part<T[K]> | undefined }
    : T;

export type Draft = { [K in keyof All]?: Part<All[K]> | undefined };
export type Member = keyof Draft;

/** All members, in the order in which an agreement is read. */
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
  'exclusivity',
  'sublicensing',
  'consent',
  'policy',
] as const satisfies Member[];

/** A new member of the terms does not compile until it has its place here. */
type Forgotten = Exclude<Member, (typeof MEMBERS)[number]>;
export const COMPLETE: Forgotten extends never ? true : never = true;

/** What a license rests on only in words: kept as `{text}`, shown as it is whatever it is. */
export function freeText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const { text, ...more } = value as { text?: unknown };
  return typeof text === 'string' && Object.keys(more).length === 0 ? text : JSON.stringify(value, null, 2);
}

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

/** Text of a free-text term, stored as `{text}`. Shows other values as JSON. */
export function freeText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  const { text, ...more } = value as { text?: unknown };
  return typeof text === 'string' && Object.keys(more).length === 0 ? text : JSON.stringify(value, null, 2);
}

/** Whom to credit for a part. Pure. */
import type { Component } from '../articles/model.ts';

/**
 * The line that came with it, else who made it and, when it is not the agency's own, whose it is. "Mandatory
 * credit" means this line.
 */
export function creditLineOf({
  credit,
  byline,
  supplier,
}: Pick<Component, 'credit' | 'byline' | 'supplier'>): string | undefined {
  if (credit !== undefined) return credit;
  const names = [byline, supplier].filter((name) => name !== undefined);
  return names.length > 0 ? [...new Set(names)].join(' / ') : undefined;
}

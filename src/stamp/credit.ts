import type { Component } from '../articles/model.ts';

/**
 * Credit line of a component: the line that it came with, or else its author and, unless it is the agency's
 * own, its owner. "Mandatory credit" means this line.
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

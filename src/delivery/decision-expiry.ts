/**
 * Computes the earliest future instant at which a decision could change, from every step of the judging
 * order. Other changes (terms, items, keys) are reported by the ledger shard at each request. Pure.
 */
import type { Selectable } from '../licensing/covers.ts';
import { unchangedUntil } from '../rights/index.ts';
import { type Question, restrictionsOn } from './judge.ts';
import type { ArticleContext, LicenseContext } from './types.ts';

const DAY_MS = 86_400_000;

/**
 * Earliest instant after `now` at which `judgeRequest` could decide differently. Milliseconds, UTC; Infinity:
 * never.
 */
export function validUntil(
  license: LicenseContext,
  article: ArticleContext,
  { now }: Pick<Question, 'now'>,
): number {
  const { bundle, exclusivities } = license;
  const { item, members, carried } = article.snapshot;
  let until = Number.POSITIVE_INFINITY;
  const consider = (instant: number | undefined) => {
    if (instant !== undefined && instant > now && instant < until) until = instant;
  };
  consider(bundle.startsMs);
  consider(bundle.endsMs);
  for (const { embargoedUntil } of [item, ...item.components, ...members]) consider(embargoedUntil);

  const selections = [
    bundle.products,
    ...exclusivities.map((exclusivity) => exclusivity.selections.map((selection) => ({ selection }))),
  ];
  const selectable: Selectable[] = [item, ...members, ...carried];
  for (const { selection } of selections.flat()) {
    const { backfileDays } = selection;
    if (backfileDays === undefined) continue;
    // The item is still covered at the very instant that the window ends.
    for (const { versionCreated } of selectable) consider(versionCreated + backfileDays * DAY_MS + 1);
  }
  for (const { untilMs, firstMs } of exclusivities) {
    consider(untilMs);
    if (firstMs !== undefined)
      for (const { versionCreated } of selectable) consider(versionCreated + firstMs);
  }
  const restrictions = restrictionsOn(license, article, now);
  consider(unchangedUntil({ license: license.license, restrictions, subject: item, now }));
  return until;
}

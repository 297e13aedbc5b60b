/**
 * Computes the earliest future instant at which a decision could change, from every step of the judging
 * order. Other changes (terms, items, keys) are reported by the ledger shard at each request. Pure.
 */
import type { Selectable, Selection } from '../licensing/covers.ts';
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
  consider(item.embargoedUntil);
  for (const { embargoedUntil } of item.components) consider(embargoedUntil);
  for (const { embargoedUntil } of members) consider(embargoedUntil);

  const selectable: Selectable[] = [item, ...members, ...carried];
  const considerAfter = (ms: number | undefined) => {
    if (ms !== undefined) for (const { versionCreated } of selectable) consider(versionCreated + ms);
  };
  for (const { selection } of bundle.products) considerAfter(windowOf(selection));
  for (const { untilMs, firstMs, selections } of exclusivities) {
    consider(untilMs);
    considerAfter(firstMs);
    for (const selection of selections) considerAfter(windowOf(selection));
  }
  const restrictions = restrictionsOn(license, article, now);
  consider(unchangedUntil({ license: license.license, restrictions, subject: item, now }));
  return until;
}

/** The item is still covered at the very instant that the window ends. Milliseconds. */
function windowOf({ backfileDays }: Selection): number | undefined {
  return backfileDays === undefined ? undefined : backfileDays * DAY_MS + 1;
}

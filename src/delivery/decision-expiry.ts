/**
 * Until when a judgement stays as it is, other things being equal: the next instant that any step of the judging order looks at.
 * What else can change it (terms, items, keys) the ledger object tells at each request. Pure.
 */
import type { Selectable } from '../licensing/covers.ts';
import { unchangedUntil } from '../rights/index.ts';
import type { ArticleContext, LicenseContext } from './decision-context.ts';
import { type Question, restrictionsOn } from './judge.ts';

const DAY_MS = 86_400_000;

/** The first instant after the question's at which `judgeRequest` could judge otherwise. Milliseconds, UTC; Infinity: never. */
export function validUntil(
  license: LicenseContext,
  article: ArticleContext,
  { now }: Pick<Question, 'now'>,
): number {
  const { bundle, exclusivities } = license;
  const { item, members, carried } = article.snapshot;
  let until = Number.POSITIVE_INFINITY;
  const look = (instant: number | undefined) => {
    if (instant !== undefined && instant > now && instant < until) until = instant;
  };
  look(bundle.startsMs);
  look(bundle.endsMs);
  for (const { embargoedUntil } of [item, ...item.components, ...members]) look(embargoedUntil);

  const selections = [
    bundle.products,
    ...exclusivities.map((held) => held.selections.map((selection) => ({ selection }))),
  ];
  const selectable: Selectable[] = [item, ...members, ...carried];
  for (const { selection } of selections.flat()) {
    const { backfileDays } = selection;
    if (backfileDays === undefined) continue;
    // At this very instant it is still covered.
    for (const { versionCreated } of selectable) look(versionCreated + backfileDays * DAY_MS + 1);
  }
  for (const { untilMs, firstMs } of exclusivities) {
    look(untilMs);
    if (firstMs !== undefined) for (const { versionCreated } of selectable) look(versionCreated + firstMs);
  }
  const restrictions = restrictionsOn(license, article, now);
  look(unchangedUntil({ license: license.license, restrictions, subject: item, now }));
  return until;
}

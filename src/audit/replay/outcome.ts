/** Shared by replay and price: the history of one article, and the code of a judgement. */
import { itemHistory } from '../../articles/past/history.ts';
import type { Judgement } from '../../delivery/judge.ts';
import type { Env } from '../../platform/env.ts';
import { PastArticle } from '../past/historical-context.ts';
import type { LogFilter as SearchFilter } from '../search/filter.ts';
import type { LogFilter, Stretch } from './walk.ts';

/** Formats instants as in entries. */
export function utc<P extends { from: string; to: string }>(period: P): P {
  const instant = (text: string) => new Date(text).toISOString();
  return { ...period, from: instant(period.from), to: instant(period.to) };
}

/** Narrows a log filter to the part that determines which months may have entries. */
export function monthsMeant({ license, partner, from, to }: LogFilter): SearchFilter {
  return { ...(license && { license }), ...(partner && { partner }), from, to };
}

export async function pastArticle(env: Env, { article, entries }: Stretch): Promise<PastArticle | null> {
  const versions = [...new Set(entries.map(({ entry }) => entry.version))];
  const history = await itemHistory(env, article, versions);
  return history && new PastArticle(history);
}

/**
 * `permit`, or the code of the refusal. A request that no product covers makes no entry; it has the code of
 * the response.
 */
export function codeOf(judgement: Judgement): string {
  if (judgement.kind === 'permit') return 'permit';
  return judgement.kind === 'refuse' ? judgement.code : 'not_found';
}

/** Outcome of a component. `refused`: code with which the ledger refuses what the judgement permits. */
export function partIn(judgement: Judgement, component: string, refused?: string): string {
  if (judgement.kind === 'uncovered') return 'not_found';
  const withheld = judgement.withheld.find((part) => part.component === component);
  if (withheld) return withheld.code;
  return judgement.kind === 'permit' ? (refused ?? 'permit') : judgement.code;
}

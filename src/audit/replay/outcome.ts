/** What replay and price have in common: of the past, one article; of a judgement, what is counted. */
import { itemHistory } from '../../articles/past/history.ts';
import type { Judgement } from '../../delivery/judge.ts';
import type { Env } from '../../platform/env.ts';
import { PastArticle } from '../past/world.ts';
import type { LogFilter as SearchFilter } from '../search/filter.ts';
import type { LogFilter, Stretch } from './walk.ts';

/** Times as entries have them. */
export function utc<P extends { from: string; to: string }>(period: P): P {
  const instant = (text: string) => new Date(text).toISOString();
  return { ...period, from: instant(period.from), to: instant(period.to) };
}

/** Of what a part of the log is narrowed by, what tells which months it may have entries of. */
export function monthsMeant({ license, partner, from, to }: LogFilter): SearchFilter {
  return { ...(license && { license }), ...(partner && { partner }), from, to };
}

export async function pastArticle(env: Env, { article, entries }: Stretch): Promise<PastArticle | null> {
  const versions = [...new Set(entries.map(({ entry }) => entry.version))];
  const history = await itemHistory(env, article, versions);
  return history && new PastArticle(history);
}

/** `permit`, or the code of the refusal; what no product covers would not be entered, and has the code of the answer. */
export function codeOf(judgement: Judgement): string {
  if (judgement.kind === 'permit') return 'permit';
  return judgement.kind === 'refuse' ? judgement.code : 'not_found';
}

/** The same of a component. `refused`: with this code, by the ledger, what the judgement permits. */
export function partIn(judgement: Judgement, component: string, refused?: string): string {
  if (judgement.kind === 'uncovered') return 'not_found';
  const withheld = judgement.withheld.find((one) => one.component === component);
  if (withheld) return withheld.code;
  return judgement.kind === 'permit' ? (refused ?? 'permit') : judgement.code;
}

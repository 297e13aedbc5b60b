/** Converts forms to API queries. Pure. */
import { instantsOf, type PeriodQuery, toPeriod } from '../parts/period-choices.ts';

type Body = Record<string, unknown>;

/** Invalid days are passed on; the API reports the fault. */
function span(query: PeriodQuery): { from: string; to: string } {
  const period = toPeriod(query);
  return period ? instantsOf(period) : { from: query.from ?? '', to: query.to ?? '' };
}

export function replayQuestion({ filter, change }: Body, period: PeriodQuery): Body {
  const { texts, ...others } = (change ?? {}) as { texts?: string };
  const restrictions = (texts ?? '')
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ text }));
  return {
    filter: { ...(filter as object), ...span(period) },
    change: { ...others, ...(restrictions.length > 0 && { restrictions }) },
  };
}

/** Adds dates and a consent, which terms require but pricing ignores. */
export function priceQuestion({ terms, basis }: Body, period: PeriodQuery, nowMs: number): Body {
  const time = span(period);
  const consent = { reference: 'draft', signedBy: '-', signedOn: new Date(nowMs).toISOString().slice(0, 10) };
  return {
    terms: { starts: time.from, ends: time.to, consent, ...(terms as object) },
    ...time,
    ...(basis !== undefined && { basis }),
  };
}

/** Formats the price of units. Null without a price, or for an unknown currency. */
export function money(body: Body, language: string): ((units: number) => string) | null {
  const { unitPrice, currency = '' } = body as { unitPrice?: number; currency?: string };
  if (unitPrice === undefined || !/^[A-Za-z]{3}$/.test(currency)) return null;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return (units) => format.format(units * unitPrice);
}

/** From what a form says to the questions of the API. Pure. */
import { instantsOf, type PeriodAsked, periodMeant } from '../parts/period-choices.ts';

type Body = Record<string, unknown>;

/** Days that are none go as they are: the API says what is wrong with them. */
function span(asked: PeriodAsked): { from: string; to: string } {
  const period = periodMeant(asked);
  return period ? instantsOf(period) : { from: asked.from ?? '', to: asked.to ?? '' };
}

export function replayQuestion({ filter, change }: Body, asked: PeriodAsked): Body {
  const { texts, ...rest } = (change ?? {}) as { texts?: string };
  const restrictions = (texts ?? '')
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ text }));
  return {
    filter: { ...(filter as object), ...span(asked) },
    change: { ...rest, ...(restrictions.length > 0 && { restrictions }) },
  };
}

/** A draft has dates and a consent only to be terms at all: neither is asked about. */
export function priceQuestion({ terms, basis }: Body, asked: PeriodAsked, nowMs: number): Body {
  const time = span(asked);
  const consent = { reference: 'draft', signedBy: '-', signedOn: new Date(nowMs).toISOString().slice(0, 10) };
  return {
    terms: { starts: time.from, ends: time.to, consent, ...(terms as object) },
    ...time,
    ...(basis !== undefined && { basis }),
  };
}

/** Writes what so many units come to. Null: no price is known, or no such currency. */
export function money(body: Body, language: string): ((units: number) => string) | null {
  const { unitPrice, currency = '' } = body as { unitPrice?: number; currency?: string };
  if (unitPrice === undefined || !/^[A-Za-z]{3}$/.test(currency)) return null;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return (units) => format.format(units * unitPrice);
}

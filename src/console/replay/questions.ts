/** Requests of a replay and of pricing, from their forms, and the faults of these. */
import { isCurrency, SHARED_SIGNS } from '../forms/normalize.ts';
import { type Fault, faultOf } from '../frame/api.ts';
import { MEMBERS } from '../licenses/sentence.ts';
import type { Draft } from '../licenses/terms.ts';
import { type PeriodQuery, toPeriod } from '../parts/period-choices.ts';
import { instantsOfDays } from '../parts/ranges.ts';
import { CURRENCY } from './fields.ts';

type Body = Record<string, unknown>;

/** Invalid days are passed on; the API reports the fault. */
function span(query: PeriodQuery): { from: string; to: string } {
  const period = toPeriod(query);
  return { from: query.from ?? '', to: query.to ?? '', ...(period && instantsOfDays(period, 'UTC')) };
}

function restrictionsIn({ change }: Body): { text: string }[] {
  const { texts = '' } = (change ?? {}) as { texts?: string };
  const lines = texts.split('\n').map((text) => text.trim());
  return lines.filter((text) => text !== '').map((text) => ({ text }));
}

/** Texts that the phrasebook does not fully account for. */
export const unreadTexts = (body: Body, warnings: Fault[]): string[] =>
  restrictionsIn(body)
    .filter((_, index) => warnings.some(({ path }) => path === `/change/restrictions/${index}/text`))
    .map(({ text }) => text);

export function replayQuestion(body: Body, period: PeriodQuery): Body {
  const { filter, change } = body;
  const { texts: _, ...others } = (change ?? {}) as { texts?: string };
  const restrictions = restrictionsIn(body);
  return {
    filter: { ...(filter as object), ...span(period) },
    change: { ...others, ...(restrictions.length > 0 && { restrictions }) },
  };
}

/** Terms of a license that a draft does not keep: those of the form, of another agreement, or not priced. */
const LEFT_OUT = `products components uses channels territories quota starts ends consent minimum exclusivity
  policy`.split(/\s+/);
const keptTerms = (license: Draft) =>
  Object.fromEntries(MEMBERS.filter((name) => !LEFT_OUT.includes(name)).map((name) => [name, license[name]]));

/** Adds dates and a consent, which terms require but pricing ignores. `copied`: where the draft started. */
export function priceQuestion(body: Body, period: PeriodQuery, nowMs: number, copied: Draft = {}): Body {
  const { terms, basis } = body;
  const time = span(period);
  const consent = { reference: 'draft', signedBy: '-', signedOn: new Date(nowMs).toISOString().slice(0, 10) };
  return {
    terms: { ...keptTerms(copied), starts: time.from, ends: time.to, consent, ...(terms as object) },
    ...time,
    ...(basis !== undefined && { basis }),
  };
}

type Price = { unitPrice?: number; currency?: string };

/** A price is in a currency, and a currency is one of ISO 4217. */
export function currencyFaults(body: Body): Fault[] {
  const { unitPrice, currency } = body as Price;
  if (currency === undefined) return unitPrice === undefined ? [] : [faultOf(CURRENCY, 'missing')];
  const choices = SHARED_SIGNS.get(currency);
  if (choices) return [{ ...faultOf(CURRENCY, 'shared_sign'), parameters: { sign: currency, choices } }];
  return isCurrency(currency) ? [] : [faultOf(CURRENCY, 'currency')];
}

/** Formats the price of units. Null without a price. */
export function money(body: Body, language: string): ((units: number) => string) | null {
  const { unitPrice, currency } = body as Price;
  if (unitPrice === undefined || currency === undefined) return null;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return (units) => format.format(units * unitPrice);
}

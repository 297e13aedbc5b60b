/**
 * Prices a draft license on past requests of other partners or its own: what it would have permitted, refused
 * and cost. The draft is assumed in force for the period, with today's products and the restrictions of that
 * time.
 */
import type { z } from '@hono/zod-openapi';
import { soleTitleOf, toLicenseContext } from '../../delivery/decision-context.ts';
import { validUntil } from '../../delivery/decision-expiry.ts';
import { type Judgement, judgeRequest, type Question } from '../../delivery/judge.ts';
import type { LicenseContext } from '../../delivery/types.ts';
import { proposedLicense } from '../../delivery/what-if/license.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import type { UseEntry } from '../../ledger/types.ts';
import type { LicenseBundle } from '../../licensing/bundle.ts';
import type { Finding } from '../../licensing/exclusivity/clashes.ts';
import { findingsOf } from '../../licensing/exclusivity/service.ts';
import { exclusivitiesAt, licensingHistory } from '../../licensing/past/history.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done } from '../../platform/failure.ts';
import { restrictionsAsOf } from '../../restrictions/as-of.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { StatedUse } from '../../rights/types.ts';
import { type PastArticle, PastLicenses } from '../past/historical-context.ts';
import { requestedComponents, useOf, withoutContent } from '../past/question.ts';
import { absentMonths } from '../retention/store.ts';
import { BOUNDS, type Bounds } from './limits.ts';
import { codeOf, monthsMeant, partIn, pastArticle, utc } from './outcome.ts';
import { Rows } from './rows.ts';
import type { PriceQuestion, PriceTotals, priceAnswer } from './schemas.ts';
import { nextStretches, openLog } from './walk.ts';
import { absentInWords, priceInWords } from './words.ts';

export type PriceAnswer = z.input<typeof priceAnswer>;

/** `now` in milliseconds, UTC. `bounds`: work of this call. */
export async function price(
  env: Env,
  question: PriceQuestion,
  now: number,
  bounds: Bounds = BOUNDS,
): Promise<Attempt<PriceAnswer>> {
  const draftTerms = question.terms as LicenseTerms;
  const draft = await proposedLicense(env.DB, draftTerms, { now, path: '/terms' });
  if (!draft.ok) return draft;
  const { context, warnings } = draft.value.value;
  const { basis, from, to } = utc({ ...question });
  const log = await openLog(env);
  const [{ stretches, next }, absent, history, findings] = await Promise.all([
    nextStretches(log, { ...basis, from, to }, question.continue?.place, bounds),
    absentMonths(env.DB, monthsMeant({ ...basis, from, to })),
    licensingHistory(env.DB, []),
    findingsOf(env.DB, { id: context.license.id, partner: draftTerms.partner, terms: draftTerms }, now),
  ]);
  const drafts = new Drafts(
    { ...context.bundle, ...inForce(draftTerms, from, to) },
    new PastLicenses(history),
  );
  const sums = new PriceSums(draftTerms.timeZone ?? 'UTC', question.continue?.totals);
  let open = new Set((question.continue?.units ?? []).map(unitName));
  for (const stretch of stretches) {
    const run = new ArticlePrice(await pastArticle(env, stretch), drafts);
    for (const { entry } of stretch.entries) sums.add(entry, run.outcomeOf(entry), open);
    if (!stretch.isContinued) open = new Set();
  }
  const { totals } = sums;
  const answer = {
    units: sums.units,
    ...quotaOf(draftTerms, totals),
    clashes: findings.clashes.map(clashOf),
  };
  const messages = [...warnings, ...findings.warnings];
  return done({
    ...answer,
    ...(messages.length > 0 && { warnings: messages }),
    totals,
    sentences: [...priceInWords(totals, answer, next === null), ...absentInWords(absent)],
    ...(absent.length > 0 && { archived: absent }),
    continue: next && { place: next, units: [...open].map(unitOf), totals },
  });
}

/** Moves the start of future terms to the beginning of the period. */
function inForce(terms: LicenseTerms, from: string, to: string) {
  return { terms: { ...terms, starts: from, ends: to }, startsMs: Date.parse(from), endsMs: Date.parse(to) };
}

/** Contexts of the draft, with the restrictions and exclusivities of an instant. */
class Drafts {
  readonly licenses: PastLicenses;
  readonly #bundle: LicenseBundle;
  readonly #contexts = new Map<number, LicenseContext>();
  readonly #titles: ReadonlySet<string>;

  constructor({ terms, ...bundle }: LicenseBundle & { terms: LicenseTerms }, licenses: PastLicenses) {
    this.#bundle = { ...bundle, license: { ...bundle.license, terms } };
    this.licenses = licenses;
    this.#titles = new Set(terms.titles ?? bundle.license.titles.map(({ id }) => id));
  }

  at(at: string): LicenseContext {
    const state = this.licenses.changes.countUntil(at);
    const cached = this.#contexts.get(state);
    if (cached) return cached;
    const { terms } = this.#bundle.license;
    const { history } = this.licenses;
    const context = toLicenseContext({
      ...this.#bundle,
      restrictions: restrictionsAsOf([], history.restrictions, at),
      exclusivities: exclusivitiesAt(history, { partner: terms.partner, terms, at }),
    });
    if (!context.ok) throw new Error('terms that compiled do not compile for another period');
    this.#contexts.set(state, context.value);
    return context.value;
  }

  /** A title of another partner says nothing about this license, so any of its own titles is assumed. */
  useOf(entry: UseEntry): StatedUse {
    const { title, ...use } = useOf(entry);
    return title !== undefined && this.#titles.has(title) ? { ...use, title } : use;
  }
}

type DraftOutcome =
  | { judgement: Judgement; title: string; parts: { component: string; type: string; to: string }[] }
  | { reason: string };

/** Caches decisions of identical questions until a time-dependent rule or a change intervenes. */
class ArticlePrice {
  readonly #article: PastArticle | null;
  readonly #drafts: Drafts;
  readonly #cached = new Map<string, { untilMs: number; answer: DraftOutcome }>();

  constructor(article: PastArticle | null, drafts: Drafts) {
    this.#article = article;
    this.#drafts = drafts;
  }

  outcomeOf(entry: UseEntry): DraftOutcome {
    const use = this.#drafts.useOf(entry);
    const omitted = withoutContent(entry);
    const context = this.#article?.at({ version: entry.version, at: entry.at, withoutContent: omitted });
    if (!context || typeof context === 'string') return { reason: 'document_gone' };
    const { item } = context.snapshot;
    const [component] = requestedComponents(
      entry,
      item.components.map(({ id }) => id),
    );
    const { licenses } = this.#drafts;
    const states = [licenses.changes.countUntil(entry.at), this.#article?.changes.countUntil(entry.at)];
    const key = JSON.stringify([entry.version, use, component, [...omitted], states]);
    const now = Date.parse(entry.at);
    const cached = this.#cached.get(key);
    if (cached && now < cached.untilMs) return cached.answer;
    const license = this.#drafts.at(entry.at);
    const question: Question = {
      entitlement: {},
      use,
      now,
      audience: 'desk',
      ...(component !== undefined && { component }),
    };
    const judgement = judgeRequest(license, context, question);
    const requested = item.components.filter(({ id }) => component === undefined || id === component);
    const answer = {
      judgement,
      title: use.title ?? soleTitleOf(license) ?? '',
      parts: requested.map(({ id, type }) => ({ component: id, type, to: partIn(judgement, id) })),
    };
    this.#cached.set(key, { untilMs: validUntil(license, context, question), answer });
    return answer;
  }
}

class PriceSums {
  readonly #zone: string;
  #asked: number;
  #permitted: number;
  readonly #refused: Rows<PriceTotals['refused'][number]>;
  readonly #sections: Rows<PriceTotals['sections'][number]>;
  readonly #types: Rows<PriceTotals['types'][number]>;
  readonly #titles: Rows<PriceTotals['titles'][number]>;
  readonly #days: Rows<PriceTotals['days'][number]>;
  readonly #notDecided: Rows<PriceTotals['notDecided'][number]>;

  constructor(zone: string, known?: PriceTotals) {
    this.#zone = zone;
    this.#asked = known?.asked ?? 0;
    this.#permitted = known?.permitted ?? 0;
    this.#refused = new Rows(known?.refused);
    this.#sections = new Rows(known?.sections);
    this.#types = new Rows(known?.types);
    this.#titles = new Rows(known?.titles);
    this.#days = new Rows(known?.days);
    this.#notDecided = new Rows(known?.notDecided);
  }

  /** `open`: billed units of the article. Test traffic costs nothing. */
  add(entry: UseEntry, outcome: DraftOutcome, open: Set<string>): void {
    if (entry.env === 'test') return;
    if ('reason' in outcome) {
      this.#notDecided.add({ reason: outcome.reason, entries: 1 });
      return;
    }
    const { judgement, title, parts } = outcome;
    const isPermit = judgement.kind === 'permit';
    this.#asked += 1;
    if (isPermit) this.#permitted += 1;
    else this.#refused.add({ code: codeOf(judgement), entries: 1 });
    // HEAD and 304 would have delivered nothing under the draft either.
    const isEmpty = entry.outcome === 'permit' && entry.delivered.length === 0;
    let units = 0;
    for (const { component, type, to } of parts) {
      const isPermitted = to === 'permit';
      const name = unitName({ title, component });
      // A delivery without a title serves all titles.
      const isPaid = open.has(name) || open.has(unitName({ title: '', component }));
      const isNew = isPermitted && !isEmpty && !isPaid;
      if (isNew) open.add(name);
      this.#types.add({
        type,
        permitted: Number(isPermitted),
        refused: Number(!isPermitted),
        units: Number(isNew),
      });
      units += Number(isNew);
    }
    for (const section of entry.sections)
      this.#sections.add({ section, permitted: Number(isPermit), refused: Number(!isPermit), units });
    if (units === 0) return;
    this.#titles.add({ title, units });
    this.#days.add({ day: dateIn(this.#zone, Date.parse(entry.at)), units });
  }

  get units(): number {
    return this.#days.total('units');
  }

  get totals(): PriceTotals {
    return {
      asked: this.#asked,
      permitted: this.#permitted,
      refused: this.#refused.all,
      sections: this.#sections.all,
      types: this.#types.all,
      titles: this.#titles.all,
      days: this.#days.all,
      notDecided: this.#notDecided.all,
    };
  }
}

const unitName = ({ title, component }: { title: string; component: string }) => `${title}\n${component}`;

function unitOf(name: string): { title: string; component: string } {
  const [title = '', component = ''] = name.split('\n');
  return { title, component };
}

/** Usage above the limit in each window, counting all requests, whatever the quota does to them. */
function quotaOf({ quota }: LicenseTerms, { days }: PriceTotals): Pick<PriceAnswer, 'quota'> {
  if (!quota) return {};
  const windows = new Rows<{ window: string; units: number }>();
  const nameOf = { day: (day: string) => day, month: (day: string) => day.slice(0, 7), term: () => 'term' };
  for (const { day, units } of days) windows.add({ window: nameOf[quota.per](day), units });
  const exceeded = windows.all
    .filter(({ units }) => units > quota.limit)
    .map((window) => ({ ...window, over: window.units - quota.limit }))
    .sort((a, b) => (a.window < b.window ? -1 : 1));
  const over = exceeded.reduce((sum, window) => sum + window.over, 0);
  return { quota: { ...quota, over, exceeded } };
}

const clashOf = ({ path, message, code }: Finding) => ({ path, message, code });

/**
 * What a draft license would have come to: of what was asked for in a period, by others or by its own partner, what it permits, refuses
 * and costs. It is taken to have been in force for that period, with the products of now and what restricted the items then.
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
import { componentsAsked, useOf, withoutContent } from '../past/question.ts';
import { type PastArticle, PastLicenses } from '../past/world.ts';
import { absentMonths } from '../retention/store.ts';
import { BOUNDS, type Bounds } from './limits.ts';
import { codeOf, monthsMeant, partIn, pastArticle, utc } from './outcome.ts';
import { Rows } from './rows.ts';
import type { PriceQuestion, PriceTotals, priceAnswer } from './schemas.ts';
import { nextStretches, openLog } from './walk.ts';
import { absentInWords, priceInWords } from './words.ts';

export type PriceAnswer = z.input<typeof priceAnswer>;

/** `now` in milliseconds, UTC. `bounds`: how much of the log this call goes through. */
export async function price(
  env: Env,
  question: PriceQuestion,
  now: number,
  bounds: Bounds = BOUNDS,
): Promise<Attempt<PriceAnswer>> {
  const asked = question.terms as LicenseTerms;
  const draft = await proposedLicense(env.DB, asked, { now, path: '/terms' });
  if (!draft.ok) return draft;
  const { context: world, warnings } = draft.value.value;
  const { basis, from, to } = utc({ ...question });
  const log = await openLog(env);
  const [{ stretches, next }, absent, history, findings] = await Promise.all([
    nextStretches(log, { ...basis, from, to }, question.continue?.place, bounds),
    absentMonths(env.DB, monthsMeant({ ...basis, from, to })),
    licensingHistory(env.DB, []),
    findingsOf(env.DB, { id: world.license.id, partner: asked.partner, terms: asked }, now),
  ]);
  const drafts = new Drafts({ ...world.bundle, ...inForce(asked, from, to) }, new PastLicenses(history));
  const sums = new PriceSums(asked.timeZone ?? 'UTC', question.continue?.totals);
  let open = new Set((question.continue?.units ?? []).map(unitName));
  for (const stretch of stretches) {
    const run = new ArticlePrice(await pastArticle(env, stretch), drafts);
    for (const { entry } of stretch.entries) sums.add(entry, run.outcomeOf(entry), open);
    if (!stretch.goesOn) open = new Set();
  }
  const { totals } = sums;
  const answer = { units: sums.units, ...quotaOf(asked, totals), clashes: findings.clashes.map(clashOf) };
  const told = [...warnings, ...findings.warnings];
  return done({
    ...answer,
    ...(told.length > 0 && { warnings: told }),
    totals,
    sentences: [...priceInWords(totals, answer, next === null), ...absentInWords(absent)],
    ...(absent.length > 0 && { archived: absent }),
    continue: next && { place: next, units: [...open].map(unitOf), totals },
  });
}

/** Terms that are yet to begin, as if they had for the period. */
function inForce(terms: LicenseTerms, from: string, to: string) {
  return { terms: { ...terms, starts: from, ends: to }, startsMs: Date.parse(from), endsMs: Date.parse(to) };
}

/** The draft among what was restricted, and what others had alone, at an instant. */
class Drafts {
  readonly licenses: PastLicenses;
  readonly #bundle: LicenseBundle;
  readonly #worlds = new Map<number, LicenseContext>();
  readonly #titles: ReadonlySet<string>;

  constructor({ terms, ...bundle }: LicenseBundle & { terms: LicenseTerms }, licenses: PastLicenses) {
    this.#bundle = { ...bundle, license: { ...bundle.license, terms } };
    this.licenses = licenses;
    this.#titles = new Set(terms.titles ?? bundle.license.titles.map(({ id }) => id));
  }

  at(at: string): LicenseContext {
    const state = this.licenses.changes.by(at);
    const known = this.#worlds.get(state);
    if (known) return known;
    const { terms } = this.#bundle.license;
    const { history } = this.licenses;
    const world = toLicenseContext({
      ...this.#bundle,
      restrictions: restrictionsAsOf([], history.restrictions, at),
      exclusivities: exclusivitiesAt(history, { partner: terms.partner, terms, at }),
    });
    if (!world.ok) throw new Error('terms that compiled do not compile for another period');
    this.#worlds.set(state, world.value);
    return world.value;
  }

  /** A title of another house says nothing of this license: any of its own is meant. */
  useOf(entry: UseEntry): StatedUse {
    const { title, ...use } = useOf(entry);
    return title !== undefined && this.#titles.has(title) ? { ...use, title } : use;
  }
}

type Answered =
  | { judgement: Judgement; title: string; parts: { component: string; type: string; to: string }[] }
  | { reason: string };

/** Identical questions are decided once, as long as neither the clock nor a change comes between. */
class ArticlePrice {
  readonly #article: PastArticle | null;
  readonly #drafts: Drafts;
  readonly #known = new Map<string, { untilMs: number; answer: Answered }>();

  constructor(article: PastArticle | null, drafts: Drafts) {
    this.#article = article;
    this.#drafts = drafts;
  }

  outcomeOf(entry: UseEntry): Answered {
    const use = this.#drafts.useOf(entry);
    const bare = withoutContent(entry);
    const world = this.#article?.at({ version: entry.version, at: entry.at, bare });
    if (!world || typeof world === 'string') return { reason: 'document_gone' };
    const { item } = world.snapshot;
    const [component] = componentsAsked(
      entry,
      item.components.map(({ id }) => id),
    );
    const { licenses } = this.#drafts;
    const states = [licenses.changes.by(entry.at), this.#article?.changes.by(entry.at)];
    const key = JSON.stringify([entry.version, use, component, [...bare], states]);
    const now = Date.parse(entry.at);
    const known = this.#known.get(key);
    if (known && now < known.untilMs) return known.answer;
    const license = this.#drafts.at(entry.at);
    const question: Question = {
      entitlement: {},
      use,
      now,
      audience: 'desk',
      ...(component !== undefined && { component }),
    };
    const judgement = judgeRequest(license, world, question);
    const asked = item.components.filter(({ id }) => component === undefined || id === component);
    const answer = {
      judgement,
      title: use.title ?? soleTitleOf(license) ?? '',
      parts: asked.map(({ id, type }) => ({ component: id, type, to: partIn(judgement, id) })),
    };
    this.#known.set(key, { untilMs: validUntil(license, world, question), answer });
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

  /** `open`: the units of the article that are paid for. What test keys ask for costs nobody anything. */
  add(entry: UseEntry, outcome: Answered, open: Set<string>): void {
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
    // Of a HEAD or 304 nothing would have left either.
    const isEmpty = entry.outcome === 'permit' && entry.delivered.length === 0;
    let units = 0;
    for (const { component, type, to } of parts) {
      const goes = to === 'permit';
      const name = unitName({ title, component });
      // What was let out for no title in particular serves them all.
      const isPaid = open.has(name) || open.has(unitName({ title: '', component }));
      const isNew = goes && !isEmpty && !isPaid;
      if (isNew) open.add(name);
      this.#types.add({ type, permitted: Number(goes), refused: Number(!goes), units: Number(isNew) });
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

/** What is above the limit, window by window: of all that would have been asked for, whatever becomes of it. */
function quotaOf({ quota }: LicenseTerms, { days }: PriceTotals): Pick<PriceAnswer, 'quota'> {
  if (!quota) return {};
  const windows = new Rows<{ window: string; units: number }>();
  const nameOf = { day: (day: string) => day, month: (day: string) => day.slice(0, 7), term: () => 'term' };
  for (const { day, units } of days) windows.add({ window: nameOf[quota.per](day), units });
  const exceeded = windows.all
    .filter(({ units }) => units > quota.limit)
    .map((one) => ({ ...one, over: one.units - quota.limit }))
    .sort((one, other) => (one.window < other.window ? -1 : 1));
  const over = exceeded.reduce((sum, one) => sum + one.over, 0);
  return { quota: { ...quota, over, exceeded } };
}

const clashOf = ({ path, message, code }: Finding) => ({ path, message, code });

/** Repeats the decisions of all matching entries under a change, and reports the differences. */
import type { z } from '@hono/zod-openapi';
import { soleTitleOf } from '../../delivery/decision-context.ts';
import type { Judgement } from '../../delivery/judge.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { licensingHistory } from '../../licensing/past/history.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done } from '../../platform/failure.ts';
import { sentenceMembers } from '../../platform/message.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { Message } from '../../rights/types.ts';
import { type Redecision, redecide } from '../past/decision.ts';
import { type PastArticle, PastLicenses } from '../past/historical-context.ts';
import { absentMonths } from '../retention/store.ts';
import { message } from '../templates.ts';
import { Alternative, changeOf, sameUntil, verdictOf } from './change.ts';
import { BOUNDS, type Bounds, EARLIER_CALLS_MAX, EXAMPLES_MAX, EXAMPLES_OF_EACH } from './limits.ts';
import { codeOf, monthsMeant, partIn, pastArticle, utc } from './outcome.ts';
import { Rows } from './rows.ts';
import type { Example, ReplayQuestion, ReplayTotals, replayAnswer } from './schemas.ts';
import { Before, termsOf, type Unit, UnitTally } from './units.ts';
import { type Log, nextStretches, openLog, type WalkPosition } from './walk.ts';
import { deletedUnits } from './walk-store.ts';
import { absentInWords, replayInWords } from './words.ts';

export type ReplayAnswer = z.input<typeof replayAnswer>;

/** `now` in milliseconds, UTC. `bounds`: work of this call. */
export async function replay(
  env: Env,
  question: ReplayQuestion,
  now: number,
  bounds: Bounds = BOUNDS,
): Promise<Attempt<ReplayAnswer>> {
  const change = await changeOf(env.DB, question, now);
  if (!change.ok) return change;
  const soFar = question.continue;
  const filter = utc(question.filter);
  const log = await openLog(env);
  const [{ stretches, next }, absent] = await Promise.all([
    nextStretches(log, filter, soFar?.place, bounds),
    absentMonths(env.DB, monthsMeant(filter)),
  ]);
  const named = new Set(stretches.flatMap(({ entries }) => entries.map(({ entry }) => entry.license)));
  const licenses = new PastLicenses(await licensingHistory(env.DB, [...named]));
  const sums = new ReplaySums(soFar?.totals);
  let open = new UnitTally(soFar?.units);
  for (const stretch of stretches) {
    const article = await pastArticle(env, stretch);
    const run = new ArticleReplay(article, licenses, new Alternative(change.value, licenses));
    for (const { entry } of stretch.entries) sums.add(entry, run.outcomeOf(entry), open);
    if (stretch.isContinued) break;
    const before = open.asksBefore
      ? await deliveredBefore(log, stretch.article, filter.from, licenses)
      : undefined;
    sums.addUnits(
      open.difference((part) => before?.of(part) ?? []),
      stretch.entries.at(-1)?.entry.sections ?? [],
    );
    open = new UnitTally();
  }
  const { totals } = sums;
  const { warnings } = change.value;
  return done({
    totals,
    sentences: [...replayInWords(totals, next === null), ...absentInWords(absent)],
    ...(absent.length > 0 && { archived: absent }),
    ...(warnings.length > 0 && { warnings }),
    continue: next && { place: next, units: open.known, totals },
  });
}

/** Outcome of an entry, before and after the change. */
interface Outcome {
  /** `permit`, or the code of the refusal. */
  from: string;
  to: string;
  sentence: Message | string;
  /** The same for each component. */
  parts: { component: string; type: string; from: string; to: string }[];
  quotaNotApplied: boolean;
  /** Titles that units are billed to, before and after the change. */
  titles: { was: string; would: string };
  term: number;
}

type EntryResult = Outcome | { reason: string };

/** Caches decisions of identical questions until a time-dependent rule or a change intervenes. */
class ArticleReplay {
  readonly #article: PastArticle | null;
  readonly #licenses: PastLicenses;
  readonly #alternative: Alternative;
  readonly #cached = new Map<string, { until: string | undefined; answer: EntryResult }>();
  readonly #terms = new Map<string, Map<number, number>>();

  constructor(article: PastArticle | null, licenses: PastLicenses, alternative: Alternative) {
    this.#article = article;
    this.#licenses = licenses;
    this.#alternative = alternative;
  }

  outcomeOf(entry: UseEntry): EntryResult {
    const key = questionIn(entry);
    const cached = this.#cached.get(key);
    if (cached && (cached.until === undefined || entry.at < cached.until)) return cached.answer;
    const redecision = redecide(entry, { licenses: this.#licenses, article: this.#article }, 'desk');
    if (typeof redecision === 'string' || !this.#article) return { reason: String(redecision) };
    const alternative = this.#alternative.of(entry, redecision, this.#article);
    if (typeof alternative === 'string') return { reason: alternative };
    const { judgement, isStillRefused, quotaNotApplied } = verdictOf(entry, redecision, alternative);
    const to = isStillRefused ? (entry.code ?? 'permit') : codeOf(judgement);
    const answer = {
      from: entry.code ?? 'permit',
      to,
      sentence: sentenceOf(judgement),
      parts: partsOf(redecision, isStillRefused ? null : judgement, entry),
      quotaNotApplied,
      titles: {
        was: soleTitleOf(redecision.license.context) ?? '',
        would: soleTitleOf(alternative.license) ?? '',
      },
      term: this.#termOf(entry),
    };
    if (redecision.instant === entry.at && redecision.question.now === Date.parse(entry.at))
      this.#cached.set(key, { until: this.#until(entry.at, sameUntil(redecision, alternative)), answer });
    return answer;
  }

  #until(at: string, clock: string | undefined): string | undefined {
    const next = [clock, this.#licenses.changes.nextAfter(at), this.#article?.changes.nextAfter(at)];
    return next.filter((instant) => instant !== undefined).sort()[0];
  }

  #termOf({ license, licenseVersion }: UseEntry): number {
    const terms = getOrInsert(this.#terms, license, () =>
      termsOf(this.#licenses.history.licenses.get(license) ?? []),
    );
    return terms.get(licenseVersion) ?? 0;
  }
}

/** The entry without its position: entries that are equal here had the same request and response. */
function questionIn(entry: UseEntry): string {
  const { id: _id, index: _index, at: _at, key: _key, env: _env, billable: _, billed: __, ...rest } = entry;
  return JSON.stringify(rest);
}

function sentenceOf(judgement: Judgement): Message | string {
  if (judgement.kind === 'permit') return judgement.decision.message;
  return judgement.kind === 'refuse' ? (judgement.message ?? judgement.detail) : message('replay.uncovered');
}

/** `would` null: unchanged. */
function partsOf(redecision: Redecision, would: Judgement | null, { code }: UseEntry): Outcome['parts'] {
  const { item } = redecision.article.snapshot;
  const { component } = redecision.question;
  const refused = redecision.decidedBy === 'ledger' ? (code ?? undefined) : undefined;
  const requested = item.components.filter(({ id }) => component === undefined || id === component);
  return requested.map(({ id, type }) => {
    const from = partIn(redecision.judgement, id, refused);
    return { component: id, type, from, to: would ? partIn(would, id) : from };
  });
}

class ReplaySums {
  readonly #totals: Pick<ReplayTotals, 'entries' | 'same' | 'quotaNotApplied' | 'examples'>;
  readonly #changed: Rows<ReplayTotals['changed'][number]>;
  readonly #components: Rows<ReplayTotals['components'][number]>;
  readonly #units: Rows<ReplayTotals['units'][number]>;
  readonly #sections: Rows<ReplayTotals['sections'][number]>;
  readonly #types: Rows<ReplayTotals['types'][number]>;
  readonly #notDecided: Rows<ReplayTotals['notDecided'][number]>;

  constructor(known?: ReplayTotals) {
    const { entries = 0, same = 0, quotaNotApplied = 0, examples = [] } = known ?? {};
    this.#totals = { entries, same, quotaNotApplied, examples: [...examples] };
    this.#changed = new Rows(known?.changed);
    this.#components = new Rows(known?.components);
    this.#units = new Rows(known?.units);
    this.#sections = new Rows(known?.sections);
    this.#types = new Rows(known?.types);
    this.#notDecided = new Rows(known?.notDecided);
  }

  add(entry: UseEntry, outcome: EntryResult, tally: UnitTally): void {
    if ('reason' in outcome) {
      this.#notDecided.add({ reason: outcome.reason, entries: 1 });
      return;
    }
    const { from, to, parts, titles, term } = outcome;
    this.#totals.entries += 1;
    const moved = parts.filter((part) => part.from !== part.to);
    if (from === to && moved.length === 0) this.#totals.same += 1;
    else this.#changed.add({ from, to, entries: 1 });
    for (const part of moved)
      this.#components.add({ type: part.type, from: part.from, to: part.to, components: 1 });
    if (outcome.quotaNotApplied) this.#totals.quotaNotApplied += 1;
    if (from !== to || moved.length > 0) this.#show(entry, outcome);
    const unitOf = (component: string, sole: string): Unit => ({
      license: entry.license,
      term,
      title: entry.title ?? sole,
      component,
      type: parts.find((part) => part.component === component)?.type ?? '',
    });
    // HEAD and 304 would have delivered nothing after the change either.
    const isEmpty = entry.outcome === 'permit' && entry.delivered.length === 0;
    const leaving = isEmpty || to !== 'permit' ? [] : parts.filter((part) => part.to === 'permit');
    tally.add(
      entry,
      entry.delivered.map(({ component }) => unitOf(component, titles.was)),
      leaving.map(({ component }) => unitOf(component, titles.would)),
    );
  }

  #show({ id, license, article, at }: UseEntry, { from, to, sentence }: Outcome): void {
    const { examples } = this.#totals;
    const alike = examples.filter((example) => example.from === from && example.to === to);
    if (examples.length >= EXAMPLES_MAX || alike.length >= EXAMPLES_OF_EACH) return;
    const example: Example = {
      entry: id,
      license,
      article,
      at,
      from,
      to,
      ...sentenceMembers(sentence),
      href: `/v1/audit/deliveries/${id}`,
    };
    examples.push(example);
  }

  addUnits({ added, dropped }: ReturnType<UnitTally['difference']>, sections: readonly string[]): void {
    for (const [units, change] of [
      [added, { added: 1, dropped: 0 }],
      [dropped, { added: 0, dropped: 1 }],
    ] as const)
      for (const { license, title, type } of units) {
        this.#units.add({ license, title, ...change });
        this.#types.add({ type, ...change });
        for (const section of sections) this.#sections.add({ section, ...change });
      }
  }

  get totals(): ReplayTotals {
    return {
      ...this.#totals,
      changed: this.#changed.all,
      components: this.#components.all,
      units: this.#units.all,
      sections: this.#sections.all,
      types: this.#types.all,
      notDecided: this.#notDecided.all,
    };
  }
}

/** Deliveries of an article before the period: units already billed are not billed again. */
async function deliveredBefore(
  log: Log,
  article: string,
  from: string,
  licenses: PastLicenses,
): Promise<Before> {
  const before = new Before();
  const termsIn = (license: string) => termsOf(licenses.history.licenses.get(license) ?? []);
  let position: WalkPosition | null | undefined;
  for (let calls = 0; calls < EARLIER_CALLS_MAX && position !== null; calls++) {
    const part: Awaited<ReturnType<typeof nextStretches>> = await nextStretches(
      log,
      { article, from: '', to: from },
      position,
    );
    for (const { entry } of part.stretches.flatMap(({ entries }) => entries)) {
      if (entry.env === 'test') continue;
      const { license, title, delivered } = entry;
      const term = termsIn(license).get(entry.licenseVersion) ?? 0;
      for (const { component } of delivered) before.add({ license, term, component }, title ?? '');
    }
    position = part.next;
  }
  // The term of archived deliveries is unknown.
  for (const [license = '', title = '', component = ''] of await deletedUnits(log.store.DB, article, from))
    for (const term of termsIn(license).values()) before.add({ license, term, component }, title);
  return before;
}

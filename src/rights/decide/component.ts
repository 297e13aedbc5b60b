/** The decision about one component: its cases judged, what remains, and why. */
import type { Message } from '../message.ts';
import type { Audience, ComponentDecision, EffectiveRights, RightsCode, TraceStep } from '../types.ts';
import type { Bench } from './bench.ts';
import { Circumstances } from './case.ts';
import { type Cell, isPermitted, judgeCells } from './cells.ts';
import { effectiveRights } from './effective.ts';
import { denyMessage, permitMessage } from './sentence.ts';
import { countInto, type Tallies, traceOf } from './trace.ts';
import { type Denial, deny, STAGE } from './verdict.ts';

/** What comes of components that are judged alike, whatever they are called. */
export class Judgement {
  readonly bench: Bench;
  readonly audience: Audience;
  readonly outcome: 'permit' | 'deny';
  readonly decidedBy: string;
  readonly code: RightsCode | undefined;
  readonly rights: EffectiveRights | undefined;
  #why: Why | undefined;
  #trace: TraceStep[] | undefined;

  constructor(bench: Bench, audience: Audience) {
    const classes = bench.docket.dimensions.of(bench.stated);
    const cells = judgeCells(bench, classes);
    const permitted = cells?.filter(isPermitted) ?? [];
    const verdict = permitted[0]?.verdict;
    this.bench = bench;
    this.audience = audience;
    this.rights = verdict && effectiveRights(bench, classes, permitted);
    this.outcome = this.rights ? 'permit' : 'deny';
    if (this.rights && verdict) this.decidedBy = `${verdict.from.id}#${verdict.rule.id}`;
    else {
      const denial = nearestDenial(cells) ?? tooOpen(bench);
      this.decidedBy = denial.decidedBy;
      this.code = denial.code;
    }
  }

  /** Judges the cases again, this time with a witness. */
  get why(): Why {
    if (this.#why) return this.#why;
    const { bench } = this;
    const tallies: Tallies = new Map();
    const cells = judgeCells(bench, bench.docket.dimensions.of(bench.stated), countInto(tallies));
    const denial = this.rights ? undefined : (nearestDenial(cells) ?? tooOpen(bench));
    this.#why = { tallies, denial };
    return this.#why;
  }

  /** Of a component that is judged like the one on `bench`: the same trace, unless a step speaks of the type. */
  traceOf(bench: Bench): TraceStep[] {
    this.#trace ??= traceOf(this.bench, this.why, this.audience);
    const { type } = this.bench.component;
    if (bench.component.type === type || !this.#trace.some(({ constraint }) => constraint?.actual === type))
      return this.#trace;
    return traceOf(bench, this.why, this.audience);
  }
}

interface Why {
  tallies: Tallies;
  /** The denial that decided. */
  denial: Denial | undefined;
}

/**
 * The one denial to report of many cases: of those that came nearest to a permit, the one whose rule denied most of
 * them. "Japan out" met every case, "editorial only" half of them: it was Japan.
 */
function nearestDenial(cells: readonly Cell[] | undefined): Denial | undefined {
  const denials = (cells ?? []).map(({ verdict }) => verdict).filter((verdict) => verdict.outcome === 'deny');
  if (denials.length < 2) return denials[0];
  const stage = Math.max(...denials.map((denial) => denial.stage));
  const nearest = denials.filter((denial) => denial.stage === stage);
  const counts = new Map<string, number>();
  for (const { decidedBy } of nearest) counts.set(decidedBy, (counts.get(decidedBy) ?? 0) + 1);
  return nearest.reduce<Denial | undefined>(
    (best, denial) =>
      best && (counts.get(best.decidedBy) ?? 0) >= (counts.get(denial.decidedBy) ?? 0) ? best : denial,
    undefined,
  );
}

/** More cases than we judge, or rights that cannot be written down: the use must state more. */
function tooOpen({ docket: { license }, component, subject, now }: Bench): Denial {
  const parts = { component: component.type, at: now, origin: subject.versionCreated };
  const where = new Circumstances(parts, license.record.setting);
  return deny('indeterminate', license, 'too-open', STAGE.license, { action: '', where });
}

/**
 * The decision as it is handed out. Why it came out so is worked out when somebody asks: a delivery has no use for the
 * sentence and the trace of what it lets through, a refusal has.
 */
export class DecidedComponent implements ComponentDecision {
  readonly component: string;
  readonly type: ComponentDecision['type'];
  readonly outcome: 'permit' | 'deny';
  declare readonly code?: RightsCode;
  readonly decidedBy: string;
  declare readonly rights?: EffectiveRights;
  readonly #bench: Bench;
  readonly #judgement: Judgement;

  constructor(bench: Bench, judgement: Judgement) {
    const { outcome, code, decidedBy, rights } = judgement;
    this.component = bench.component.id;
    this.type = bench.component.type;
    this.outcome = outcome;
    if (code) this.code = code;
    this.decidedBy = decidedBy;
    if (rights) this.rights = rights;
    this.#bench = bench;
    this.#judgement = judgement;
  }

  get sentence(): string {
    return this.message.sentence;
  }

  get message(): Message {
    if (this.rights) return permitMessage(this.#bench, this.rights);
    const { why, audience } = this.#judgement;
    return denyMessage(this.#bench, why.denial ?? tooOpen(this.#bench), audience);
  }

  get trace(): TraceStep[] {
    return this.#judgement.traceOf(this.#bench);
  }

  /** JSON looks at no getter of a class. */
  toJSON(): Omit<ComponentDecision, 'message'> {
    const { component, type, outcome, code, decidedBy, sentence, rights, trace } = this;
    return {
      component,
      type,
      outcome,
      ...(code && { code }),
      decidedBy,
      sentence,
      ...(rights && { rights }),
      trace,
    };
  }
}

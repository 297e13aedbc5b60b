/** The decision about one component, as it is handed out: what comes of it, and why. */
import type { Message } from '../message.ts';
import type { Audience, ComponentDecision, EffectiveRights, RightsCode, TraceStep } from '../types.ts';
import type { Bench } from './bench.ts';
import { judgeCells } from './cells.ts';
import { decidingDenial, type Outcome, tooOpen } from './outcome.ts';
import { outcomeOf } from './outcome-cache.ts';
import { denyMessage, permitMessage } from './sentence.ts';
import { countInto, type Tallies, traceOf } from './trace.ts';
import type { Denial } from './verdict.ts';

/** What comes of components that are judged alike, whatever they are called. */
export class Judgement {
  readonly bench: Bench;
  readonly audience: Audience;
  readonly outcome: Outcome;
  #why: Why | undefined;
  #trace: TraceStep[] | undefined;

  constructor(bench: Bench, audience: Audience) {
    this.bench = bench;
    this.audience = audience;
    this.outcome = outcomeOf(bench);
  }

  /** Judges the cases, this time with a witness. */
  get why(): Why {
    if (this.#why) return this.#why;
    const { bench } = this;
    const tallies: Tallies = new Map();
    const cells = judgeCells(bench, bench.docket.dimensions.of(bench.stated), countInto(tallies));
    const denial = this.outcome.rights ? undefined : decidingDenial(bench, cells);
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
    const { outcome, code, decidedBy, rights } = judgement.outcome;
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

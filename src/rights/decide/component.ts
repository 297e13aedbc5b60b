/** The decision about one component, and its explanation. */
import type { Message } from '../message.ts';
import type { Audience, ComponentDecision, EffectiveRights, RightsCode, TraceStep } from '../types.ts';
import { type Cell, isPermitted, judgeCells } from './cells.ts';
import { type ActEnds, endsByAct } from './effective.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { decidingDenial, denialOtherwise, type Outcome, tooOpen } from './outcome.ts';
import { outcomeOf } from './outcome-cache.ts';
import { denyMessage, permitMessage } from './sentence.ts';
import { countInto, type Tallies, traceOf } from './trace.ts';
import type { Denial } from './verdict.ts';

/** The outcome for components that are equivalent, whatever their ids. */
export class Judgement {
  readonly context: EvaluationContext;
  readonly audience: Audience;
  readonly outcome: Outcome;
  #explanation: Explanation | undefined;
  #trace: TraceStep[] | undefined;

  constructor(context: EvaluationContext, audience: Audience) {
    this.context = context;
    this.audience = audience;
    this.outcome = outcomeOf(context);
  }

  /** Judges the cases again with a trace sink, on first access. */
  get explanation(): Explanation {
    if (this.#explanation) return this.#explanation;
    const { context } = this;
    const tallies: Tallies = new Map();
    const cells = judgeCells(context, context.policies.dimensions.of(context.stated), countInto(tallies));
    const denial = this.outcome.rights ? undefined : decidingDenial(context, cells);
    this.#explanation = { tallies, cells, denial };
    return this.#explanation;
  }

  get endsByAct(): ReadonlyMap<string, ActEnds> {
    const { context, explanation } = this;
    const classes = context.policies.dimensions.of(context.stated);
    return endsByAct(context, classes, explanation.cells?.filter(isPermitted) ?? []);
  }

  /** Trace for an equivalent component. It is the same trace unless a step names the component type. */
  traceOf(context: EvaluationContext): TraceStep[] {
    this.#trace ??= traceOf(this.context, this.explanation, this.audience);
    const { type } = this.context.component;
    if (context.component.type === type || !this.#trace.some(({ constraint }) => constraint?.actual === type))
      return this.#trace;
    return traceOf(context, this.explanation, this.audience);
  }
}

interface Explanation {
  tallies: Tallies;
  cells: readonly Cell[] | undefined;
  denial: Denial | undefined;
}

/**
 * The decision as returned. The sentence and the trace are computed on access: a refusal needs them, a
 * delivery does not.
 */
export class DecidedComponent implements ComponentDecision {
  readonly component: string;
  readonly type: ComponentDecision['type'];
  readonly outcome: 'permit' | 'deny';
  declare readonly code?: RightsCode;
  readonly decidedBy: string;
  declare readonly rights?: EffectiveRights;
  readonly #context: EvaluationContext;
  readonly #judgement: Judgement;

  constructor(context: EvaluationContext, judgement: Judgement) {
    const { outcome, code, decidedBy, rights } = judgement.outcome;
    this.component = context.component.id;
    this.type = context.component.type;
    this.outcome = outcome;
    if (code) this.code = code;
    this.decidedBy = decidedBy;
    if (rights) this.rights = rights;
    this.#context = context;
    this.#judgement = judgement;
  }

  get sentence(): string {
    return this.message.sentence;
  }

  get message(): Message {
    if (this.rights) return permitMessage(this.#context, this.rights, () => this.#judgement.endsByAct);
    const { explanation: why, audience } = this.#judgement;
    return denyMessage(this.#context, why.denial ?? tooOpen(this.#context), audience);
  }

  get otherwise(): ComponentDecision['otherwise'] {
    const { context, explanation, audience } = this.#judgement;
    const { cells, denial } = explanation;
    const other = denial && denialOtherwise(context, cells, denial);
    if (!other) return undefined;
    const { code, decidedBy } = other;
    return { code, decidedBy, message: denyMessage(this.#context, other, audience) };
  }

  get trace(): TraceStep[] {
    return this.#judgement.traceOf(this.#context);
  }

  /** JSON.stringify does not see getters of a class. */
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

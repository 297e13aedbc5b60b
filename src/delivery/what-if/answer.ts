/** A full decision for the desk: each component with its sentence and machine-readable form. Pure. */
import type { Component } from '../../articles/model.ts';
import { sentenceMembers } from '../../platform/message.ts';
import type { CompiledRestriction, Message } from '../../rights/types.ts';
import type { Withheld } from '../component-selection.ts';
import type { Judgement } from '../judge.ts';
import { explainedTrace } from '../refusals.ts';
import { message } from '../templates.ts';

type CoveredJudgement = Exclude<Judgement, { kind: 'uncovered' }>;
type Traced = Omit<ReturnType<typeof explainedTrace>[number], 'code' | 'message'> & {
  code?: string;
  message?: Message;
};

/** Every requested component. One that the policies permit and the newsroom has stopped is denied. */
export function componentsOf(
  judgement: CoveredJudgement,
  components: Component[],
  restrictions: CompiledRestriction[],
): Traced[] {
  const decided = judgement.decision ? explainedTrace(judgement.decision) : [];
  const traced = new Map(decided.map((decision) => [decision.component, withTexts(decision, restrictions)]));
  const withheld = new Map(judgement.withheld.map((part) => [part.component, part]));
  return components.flatMap(({ id, type }) => {
    const decided = traced.get(id);
    const withholding = withheld.get(id);
    if (!withholding || decided?.outcome === 'deny') return decided ?? [];
    return {
      component: id,
      type,
      outcome: 'deny',
      code: withholding.code,
      decidedBy: withholding.decidedBy,
      ...sentenceMembers(messageOf(withholding, type)),
      steps: decided?.steps ?? [],
    };
  });
}

/** Shows unreviewed restrictions to the desk, word for word. */
function withTexts(traced: Traced, restrictions: CompiledRestriction[]): Traced {
  const steps = traced.steps.map((step) => {
    const text = step.kind === 'review' ? restrictions.find(({ id }) => id === step.policy)?.text : undefined;
    return text === undefined ? step : { ...step, text };
  });
  return { ...traced, steps };
}

const WHY = ['killed', 'held', 'embargoed', 'content_unavailable', 'fetch_separately'] as const;

function messageOf({ code }: Withheld, type: Component['type']): Message | string {
  const why = WHY.find((reason) => reason === code);
  const component = { of: 'component', value: type };
  return why === undefined ? code : message(`withheld.${why}`, { component });
}

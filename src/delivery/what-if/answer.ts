/** A judgement in full, for the desk: every component with its sentence and its machine form. Pure. */
import type { Component } from '../../articles/model.ts';
import type { CompiledRestriction } from '../../rights/types.ts';
import type { Judgement } from '../judge.ts';
import type { Withheld } from '../parts.ts';
import { traceOf } from '../refuse.ts';

type Answered = Exclude<Judgement, { kind: 'uncovered' }>;
type Traced = Omit<ReturnType<typeof traceOf>[number], 'code'> & { code?: string };

/** Every component that was asked for. What the policies permit and the newsroom has stopped is denied. */
export function componentsOf(
  judgement: Answered,
  asked: Component[],
  restrictions: CompiledRestriction[],
): Traced[] {
  const decided = judgement.decision ? traceOf(judgement.decision) : [];
  const traced = new Map(decided.map((one) => [one.component, withTexts(one, restrictions)]));
  const withheld = new Map(judgement.withheld.map((one) => [one.component, one]));
  return asked.flatMap(({ id, type }) => {
    const decided = traced.get(id);
    const kept = withheld.get(id);
    if (!kept || decided?.outcome === 'deny') return decided ?? [];
    return {
      component: id,
      type,
      outcome: 'deny',
      code: kept.code,
      decidedBy: kept.decidedBy,
      sentence: sentenceOf(kept, type),
      steps: decided?.steps ?? [],
    };
  });
}

/** What waits for the desk is shown to the desk, word for word. */
function withTexts(traced: Traced, restrictions: CompiledRestriction[]): Traced {
  const steps = traced.steps.map((step) => {
    const text = step.kind === 'review' ? restrictions.find(({ id }) => id === step.policy)?.text : undefined;
    return text === undefined ? step : { ...step, text };
  });
  return { ...traced, steps };
}

const WHY: Record<string, string> = {
  killed: 'the newsroom has killed it',
  held: 'the newsroom withholds it for now',
  embargoed: 'it has an embargo of its own',
  content_unavailable: 'it is permitted, but the newsroom has not delivered the content yet',
  fetch_separately: 'it is permitted, but not on the same terms as the rest: fetch it by itself',
};

function sentenceOf({ code }: Withheld, type: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} withheld: ${WHY[code] ?? code}.`;
}

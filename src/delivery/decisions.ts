/**
 * "May I publish this, here, now?" without a delivery: the same judgement as a delivery's, confirmed by the ledger's
 * check, entered nowhere.
 */
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { duringSync } from '../platform/request-scope.ts';
import type { StatedUse } from '../rights/types.ts';
import { type Attempted, confirm, onCurrentState, withArticle } from './ask.ts';
import { type Judgement, judgeRequest } from './judge.ts';
import { missingFor } from './missing.ts';
import type { Withheld } from './parts.ts';
import { notFound, traceOf } from './refuse.ts';

export interface DecisionAnswer {
  article: string;
  version: string;
  outcome: 'permit' | 'deny';
  code?: string;
  decidedBy: string;
  sentence: string;
  components: ReturnType<typeof traceOf>;
  withheld: Withheld[];
  /** What to state, where something is indeterminate: members of `use`, or operands of `use.context`. */
  missing?: string[];
  /** What remains: present on a permit. */
  rights?: unknown;
}

export async function decideFor(
  env: Env,
  principal: PartnerPrincipal,
  question: { article: string; component?: string; use: StatedUse; now: number },
): Promise<DecisionAnswer> {
  return onCurrentState(env, principal, async (state): Promise<Attempted<DecisionAnswer>> => {
    const { article, judged } = await withArticle(env, state, { id: question.article, now: question.now });
    const call = { object: state.object, judged };
    const judgement =
      article &&
      duringSync('rights', () =>
        judgeRequest(state.license, article, { ...question, entitlement: principal.entitlement }),
      );
    if (!article || !judgement || judgement.kind === 'uncovered') {
      const answer = await confirm(env, principal, { ...call, count: 'not_found', value: () => null });
      if (answer.kind === 'stale') return answer;
      throw notFound();
    }
    return confirm(env, principal, {
      ...call,
      value: () => answerOf(article.snapshot.item, judgement, question.use),
    });
  });
}

function answerOf(
  item: { id: string; version: string },
  judgement: Exclude<Judgement, { kind: 'uncovered' }>,
  use: StatedUse,
): DecisionAnswer {
  const missing = judgement.decision ? missingFor(judgement.decision, use) : [];
  const base = {
    article: item.id,
    version: item.version,
    withheld: judgement.withheld,
    ...(missing.length > 0 && { missing }),
  };
  if (judgement.kind === 'refuse') {
    const { code, decidedBy, detail, decision } = judgement;
    return {
      ...base,
      outcome: 'deny',
      code,
      decidedBy,
      sentence: detail,
      components: decision ? traceOf(decision) : [],
    };
  }
  const { decision, rights } = judgement;
  return {
    ...base,
    outcome: 'permit',
    decidedBy: decision.decidedBy,
    sentence: decision.sentence,
    components: traceOf(decision),
    rights,
  };
}

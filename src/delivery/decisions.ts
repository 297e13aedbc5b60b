/**
 * Decides a request without a delivery: the same judgement as a delivery's, confirmed by the ledger's check
 * call and not recorded.
 */
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { duringSync } from '../platform/request-scope.ts';
import type { StatedUse } from '../rights/types.ts';
import type { Withheld } from './component-selection.ts';
import { type Attempt, confirm, withArticle, withFreshState } from './fresh-state.ts';
import { type Judgement, judgeRequest } from './judge.ts';
import { mapConcurrent } from './map-concurrent.ts';
import { missingFor } from './missing.ts';
import { notFound, traceOf } from './refusals.ts';
import type { CachedArticle } from './types.ts';

export interface DecisionAnswer {
  article: string;
  version: string;
  outcome: 'permit' | 'deny';
  code?: string;
  decidedBy: string;
  sentence: string;
  components: ReturnType<typeof traceOf>;
  withheld: Withheld[];
  /**
   * What the request has to state to resolve an indeterminate decision: members of `use`, or operands of
   * `use.context`.
   */
  missing?: string[];
  rights?: unknown;
}

/** Stands in a batch for an article that does not exist or is not covered; the two cases look the same. */
export interface UnknownArticle {
  article: string;
  outcome: 'deny';
  code: 'not_found';
  sentence: string;
}

export interface DecisionRequest {
  article: string;
  component?: string;
  use: StatedUse;
}

/** Throws `not_found` if the license has no such article. */
export async function decideFor(
  env: Env,
  principal: PartnerPrincipal,
  { now, ...question }: DecisionRequest & { now: number },
): Promise<DecisionAnswer> {
  const [answer] = await decideEach(env, principal, [question], now);
  if (!answer || !('version' in answer)) throw notFound();
  return answer;
}

/**
 * Decides each question independently, and answers in order. All are judged on one state of the license,
 * which one call to the ledger confirms. That call also counts, once a request, that unknown articles were
 * requested.
 */
export async function decideEach(
  env: Env,
  principal: PartnerPrincipal,
  questions: DecisionRequest[],
  now: number,
): Promise<(DecisionAnswer | UnknownArticle)[]> {
  return withFreshState(env, principal, async (state) => {
    const articles = await articlesOf(env, state, questions, now);
    const existing = [...articles.values()].filter((article) => article !== null);
    const items = Object.fromEntries(existing.map(({ snapshot: { item } }) => [item.id, item.seq]));
    const answers = questions.map((question): DecisionAnswer | UnknownArticle => {
      const article = articles.get(question.article);
      const judgement =
        article &&
        duringSync('rights', () =>
          judgeRequest(state.license, article, { ...question, now, entitlement: principal.entitlement }),
        );
      return !article || !judgement || judgement.kind === 'uncovered'
        ? unknownArticle(question.article)
        : answerOf(article.snapshot.item, judgement, question.use);
    });
    const hasUnknown = answers.some((answer) => !('version' in answer));
    return confirm(env, principal, {
      object: state.object,
      judged: { ...state.judged, items },
      ...(hasUnknown && { count: 'not_found' }),
      value: () => answers,
    });
  });
}

/** Loads each article once, even if several questions are about it. Null: there is no such article. */
async function articlesOf(
  env: Env,
  state: Attempt,
  questions: DecisionRequest[],
  now: number,
): Promise<Map<string, CachedArticle | null>> {
  const ids = [...new Set(questions.map(({ article }) => article))];
  const articles = await mapConcurrent(
    ids,
    async (id) => (await withArticle(env, state, { id, now })).article,
  );
  return new Map(ids.map((id, index) => [id, articles[index] ?? null]));
}

function unknownArticle(article: string): UnknownArticle {
  return { article, outcome: 'deny', code: 'not_found', sentence: notFound().problem.detail };
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

/**
 * Delivers an article or component, up to its entry in the log: articles → rights → ledger. Access is checked
 * before (access/guard.ts); stamp and format follow (render.ts). Returns no content before the ledger has
 * recorded it.
 */
import type { ItemVersion } from '../articles/model.ts';
import type { RecordAnswer, RecordRequest } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import { duringSync } from '../platform/request-scope.ts';
import type { StatedUse } from '../rights/types.ts';
import { noteFirst } from './conditional.ts';
import { openTextsOf, soleTitleOf } from './decision-context.ts';
import { validUntil } from './decision-expiry.ts';
import { draftDelivery, draftRefusal } from './draft.ts';
import {
  type Attempt,
  type Attempted,
  callerOf,
  confirm,
  withArticle,
  withFreshState,
} from './fresh-state.ts';
import { grantKey } from './grant-key.ts';
import { judgeRequest, type Permit, type Refused } from './judge.ts';
import { perRequestFields, recordUse, textOf } from './ledger-call.ts';
import { type Outgoing, type OutgoingQuestion, outgoingOf } from './outgoing.ts';
import { datedBy } from './preconditions.ts';
import { type Size, withPicturesPrepared } from './prepare-pictures.ts';
import { ledgerUnavailable, notFound, problemOf, refusalByObject, withEntry } from './refusals.ts';
import { substituteFor } from './substitute.ts';
import type { ArticleContext, CachedArticle, Dated, LicenseContext, Replayable } from './types.ts';

export interface DeliveryQuestion extends OutgoingQuestion {
  article: string;
  /** Size of a picture. A thumbnail is recorded as shown, neither delivered nor billed. */
  size?: Size;
  version?: string;
  use: StatedUse;
  format: string;
  /** Milliseconds, UTC. */
  now: number;
}

export interface Delivered extends Omit<Permit, 'kind'>, Omit<Outgoing, 'assumed'> {
  kind: 'delivered';
  item: ItemVersion;
  license: LicenseContext;
  openTexts: string[];
  /** Identifies license, item version and decision; receipts and ETags derive from it. */
  grant: string;
  entry: string;
  /** First delivery of this grant. Null: a HEAD or 304 for a grant that was never delivered. */
  first: Extract<RecordAnswer, { kind: 'ok' }>['first'];
  dated: Dated;
  /** How to repeat the same answer. Null: a component, whose answers are not cached. */
  replay: (Replayable & { text: string }) | null;
}

export interface NotDelivered {
  kind: 'refused';
  refusal: Refusal;
  /** How to repeat the same refusal. Null: the request must be judged again. */
  replay: (Replayable & { text: string; problem: Problem }) | null;
}

/**
 * Throws a `Refusal` for what no decision covers: unknown articles, unavailable storage, and refusals by the
 * ledger shard.
 */
export async function deliver(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
): Promise<Delivered | NotDelivered> {
  return withFreshState(env, principal, async (state) => {
    try {
      return await attempt(env, principal, question, state);
    } catch (error) {
      // The article may have been killed since it was cached, so the request is judged again on fresh state
      // first.
      if (state.fresh || !(error instanceof Refusal) || error.problem.code !== 'storage_unavailable')
        throw error;
      return { kind: 'stale' };
    }
  });
}

async function attempt(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
  state: Attempt,
): Promise<Attempted<Delivered | NotDelivered>> {
  const { article, judged } = await withArticle(env, state, { ...question, id: question.article });
  const judge = (context: ArticleContext) =>
    duringSync('rights', () =>
      judgeRequest(state.license, context, { ...question, entitlement: principal.entitlement }),
    );
  const { now, size } = question;
  const judgement =
    article && (await withPicturesPrepared(env, article, { judgement: judge(article), now, judge, size }));
  if (!article || !judgement || judgement.kind === 'uncovered')
    return answerNotFound(env, principal, { ...state, judged });

  const request = { caller: callerOf(principal), judged, soleTitle: soleTitleOf(state.license) };
  return judgement.kind === 'refuse'
    ? refuseWith(env, principal, { state, article, question, judgement, request })
    : release(env, principal, { state, article, question, judgement, request });
}

interface JudgedRequest<J> {
  state: Attempt;
  article: CachedArticle;
  question: DeliveryQuestion;
  judgement: J;
  request: Pick<RecordRequest, 'caller' | 'judged' | 'soleTitle'>;
}

/** Records the delivery first, and returns content only after the ledger has confirmed it. */
async function release(
  env: Env,
  principal: PartnerPrincipal,
  judged: JudgedRequest<Permit>,
): Promise<Attempted<Delivered>> {
  const { state, article, question, judgement } = judged;
  const { item } = article.snapshot;
  const { license, object } = state;
  const openTexts = openTextsOf(license, article, judgement.components);
  const grant = grantKey(principal, license, item, question, judgement, openTexts);
  const deliverable = { grant, format: question.format, item, now: question.now };
  const { assumed, ...outgoing } = await outgoingOf(env, question, deliverable, judgement.components);
  let isReturned = false;
  try {
    const text = releaseText(principal, judged, { grant, ...outgoing });
    const answer = await recordUse(env, object, text, perRequestFields(principal));
    if (answer.kind === 'stale') return answer;
    if (answer.kind === 'refused') throw refusalByObject(answer);
    const { first } = answer;
    noteFirst(`${license.license.id} ${item.id}`, grant, first);
    // The conditions were evaluated against a first delivery that the ledger does not know.
    if (outgoing.outcome !== 'whole' && assumed && assumed.id !== first?.id)
      throw ledgerUnavailable('The log of this license is being put right. Try again.');
    isReturned = true;
    const value: Delivered = {
      ...judgement,
      ...outgoing,
      kind: 'delivered',
      item,
      license,
      openTexts,
      grant,
      first,
      entry: answer.recorded.id,
      dated: datedBy(question.preconditions, deliverable, first),
      replay: question.component === undefined ? { ...replayableOf(judged), text } : null,
    };
    return { kind: 'done', value };
  } finally {
    if (!isReturned) outgoing.content?.end();
  }
}

function releaseText(
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: JudgedRequest<Permit>,
  { grant, carriesContent }: { grant: string; carriesContent: boolean },
): string {
  const isDelivery = carriesContent && question.size !== 'thumbnail';
  const leaving = isDelivery ? 'delivery' : carriesContent ? 'preview' : 'nothing';
  const stated = statedRequest(principal, question);
  const draft = draftDelivery(state.license, article.snapshot.item, stated, judgement, leaving);
  return textOf({ ...request, draft, carriesContent: isDelivery, grant });
}

async function refuseWith(
  env: Env,
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: JudgedRequest<Refused>,
): Promise<Attempted<NotDelivered>> {
  const { item } = article.snapshot;
  const draft = draftRefusal(state.license, item, statedRequest(principal, question), judgement);
  const text = textOf({ ...request, draft, carriesContent: false });
  const answer = await recordUse(env, state.object, text, perRequestFields(principal));
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer);
  const substitute =
    judgement.code === 'killed' ? await substituteFor(env, principal, state, item, question.now) : undefined;
  const problem = problemOf(judgement, { substitute, use: question.use });
  // A substitute has a decision of its own, which changes independently. A trace may contain the instant of
  // the use.
  const isRepeatable = judgement.code !== 'killed' && !containsInstant(problem, question.now);
  const value: NotDelivered = {
    kind: 'refused',
    refusal: new Refusal(withEntry(problem, answer.recorded.id)),
    replay: isRepeatable ? { ...replayableOf({ state, article, question }), text, problem } : null,
  };
  return { kind: 'done', value };
}

const statedRequest = ({ entitlement }: PartnerPrincipal, { use, format }: DeliveryQuestion) => ({
  use,
  format,
  entitlement,
});

function containsInstant(problem: Problem, now: number): boolean {
  const [to = ''] = new Date(now).toISOString().split('.');
  return JSON.stringify(problem).includes(to);
}

/** The decision holds until the clock changes it, or until the cached article expires. */
function replayableOf({
  state,
  article,
  question,
}: Pick<JudgedRequest<unknown>, 'state' | 'article' | 'question'>): Replayable {
  const judgedMs = validUntil(state.license, article, question);
  return { object: state.object, untilMs: Math.min(judgedMs, article.untilMs) };
}

/**
 * Counts the request and throws `not_found`, with the same bytes for an unknown article and one that is not
 * licensed.
 */
async function answerNotFound(
  env: Env,
  principal: PartnerPrincipal,
  { object, judged }: Pick<Attempt, 'object' | 'judged'>,
): Promise<{ kind: 'stale' }> {
  const answer = await confirm(env, principal, { object, judged, count: 'not_found', value: () => null });
  if (answer.kind === 'stale') return answer;
  throw notFound();
}

/**
 * The path of one delivery: access → articles → rights → ledger → stamp → formats. Nothing leaves before the ledger
 * has written it down.
 */
import type { ItemVersion } from '../articles/model.ts';
import type { RecordAnswer, RecordRequest } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import { duringSync } from '../platform/request-scope.ts';
import type { StatedUse } from '../rights/types.ts';
import { type Dated, noteFirst } from './conditional.ts';
import {
  type ArticleContext,
  type CachedArticle,
  type LicenseContext,
  openTextsOf,
  soleTitleOf,
} from './decision-context.ts';
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
import type { Replayable } from './response-cache.ts';
import { substituteFor } from './substitute.ts';

export interface DeliveryQuestion extends OutgoingQuestion {
  article: string;
  /** Of the picture. A thumbnail is shown to choose by: it is entered as that, and neither delivered nor billed. */
  size?: Size;
  version?: string;
  use: StatedUse;
  /** Name of the format asked for, as the entry will say. */
  format: string;
  /** Milliseconds, UTC. */
  now: number;
}

/** What has been permitted and written down: all that stamp and format need. */
export interface Delivered extends Omit<Permit, 'kind'>, Omit<Outgoing, 'assumed'> {
  kind: 'delivered';
  item: ItemVersion;
  license: LicenseContext;
  /** Texts of restrictions that the desk has not cleared: they go out with the dispatch. */
  openTexts: string[];
  /** Names license, item version and decision: what receipts and ETags are made of. */
  grant: string;
  /** This request's own entry. */
  entry: string;
  /** The first delivery of this grant. Null: a HEAD or 304 for what was never delivered. */
  first: Extract<RecordAnswer, { kind: 'ok' }>['first'];
  dated: Dated;
  /** How long it stays as it is, and how it is written down again. */
  again: Replayable & { text: string };
}

/** Refused by a judgement, and entered. */
export interface NotDelivered {
  kind: 'refused';
  refusal: Refusal;
  /** What the same request is refused with again; null: it has to be judged again. */
  again: (Replayable & { text: string; problem: Problem }) | null;
}

/** Throws a `Refusal` of what no judgement refuses: unknown to the license, out of reach, refused by the ledger object. */
export async function deliver(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
): Promise<Delivered | NotDelivered> {
  return withFreshState(env, principal, async (state) => {
    try {
      return await attempt(env, principal, question, state);
    } catch (error) {
      // What is out of reach may have been judged on an old state: if it was killed since, that is the answer.
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
  const judge = (world: ArticleContext) =>
    duringSync('rights', () =>
      judgeRequest(state.license, world, { ...question, entitlement: principal.entitlement }),
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

interface Judged<J> {
  state: Attempt;
  article: CachedArticle;
  question: DeliveryQuestion;
  judgement: J;
  request: Pick<RecordRequest, 'caller' | 'judged' | 'soleTitle'>;
}

/** The ledger first: nothing is handed on before it has answered that the delivery is written down. */
async function release(
  env: Env,
  principal: PartnerPrincipal,
  judged: Judged<Permit>,
): Promise<Attempted<Delivered>> {
  const { state, article, question, judgement } = judged;
  const { item } = article.snapshot;
  const { license, object } = state;
  const openTexts = openTextsOf(license, article, judgement.components);
  const grant = grantKey(principal, license, item, question, judgement, openTexts);
  const deliverable = { grant, format: question.format, item, now: question.now };
  const { assumed, ...outgoing } = await outgoingOf(env, question, deliverable, judgement.components);
  let isHandedOn = false;
  try {
    const text = releaseText(principal, judged, { grant, ...outgoing });
    const answer = await recordUse(env, object, text, perRequestFields(principal));
    if (answer.kind === 'stale') return answer;
    if (answer.kind === 'refused') throw refusalByObject(answer);
    const { first } = answer;
    noteFirst(`${license.license.id} ${item.id}`, grant, first);
    // A date was compared with that of a first delivery which the ledger does not know.
    if (outgoing.outcome !== 'whole' && assumed && assumed.id !== first?.id)
      throw ledgerUnavailable('The log of this license is being put right. Try again.');
    isHandedOn = true;
    const value: Delivered = {
      ...judgement,
      ...outgoing,
      kind: 'delivered',
      ...{ item, license, openTexts, grant, first },
      entry: answer.recorded.id,
      dated: datedBy(question.preconditions, deliverable, first),
      again: { ...replayableOf(judged), text },
    };
    return { kind: 'done', value };
  } finally {
    if (!isHandedOn) outgoing.content?.end();
  }
}

/** The request to record. */
function releaseText(
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: Judged<Permit>,
  { grant, carriesContent }: { grant: string; carriesContent: boolean },
): string {
  const isDelivery = carriesContent && question.size !== 'thumbnail';
  const leaving = isDelivery ? 'delivery' : carriesContent ? 'preview' : 'nothing';
  const stated = statedIn(principal, question);
  const draft = draftDelivery(state.license, article.snapshot.item, stated, judgement, leaving);
  return textOf({ ...request, draft, carriesContent: isDelivery, grant });
}

async function refuseWith(
  env: Env,
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: Judged<Refused>,
): Promise<Attempted<NotDelivered>> {
  const { item } = article.snapshot;
  const draft = draftRefusal(state.license, item, statedIn(principal, question), judgement);
  const text = textOf({ ...request, draft, carriesContent: false });
  const answer = await recordUse(env, state.object, text, perRequestFields(principal));
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer);
  const substitute =
    judgement.code === 'killed' ? await substituteFor(env, principal, state, item, question.now) : undefined;
  const problem = problemOf(judgement, { substitute, use: question.use });
  // A substitute is judged by itself, on what may change by itself; and a trace may name the instant of the use.
  const isSameAgain = judgement.code !== 'killed' && !saysWhen(problem, question.now);
  const value: NotDelivered = {
    kind: 'refused',
    refusal: new Refusal(withEntry(problem, answer.recorded.id)),
    again: isSameAgain ? { ...replayableOf({ state, article, question }), text, problem } : null,
  };
  return { kind: 'done', value };
}

/** What the entry says of the question. */
const statedIn = ({ entitlement }: PartnerPrincipal, { use, format }: DeliveryQuestion) => ({
  use,
  format,
  entitlement,
});

function saysWhen(problem: Problem, now: number): boolean {
  const [to = ''] = new Date(now).toISOString().split('.');
  return JSON.stringify(problem).includes(to);
}

/** What was judged holds until the clock says otherwise, or the article is too old to be judged on. */
function replayableOf({
  state,
  article,
  question,
}: Pick<Judged<unknown>, 'state' | 'article' | 'question'>): Replayable {
  const judgedMs = validUntil(state.license, article, question);
  return { object: state.object, untilMs: Math.min(judgedMs, article.untilMs) };
}

/** Not there, or not for this license: counted, and the same answer to the byte. */
async function answerNotFound(
  env: Env,
  principal: PartnerPrincipal,
  { object, judged }: Pick<Attempt, 'object' | 'judged'>,
): Promise<{ kind: 'stale' }> {
  const answer = await confirm(env, principal, { object, judged, count: 'not_found', value: () => null });
  if (answer.kind === 'stale') return answer;
  throw notFound();
}

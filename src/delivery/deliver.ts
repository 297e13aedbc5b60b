/**
 * The path of one delivery: access → articles → rights → ledger → stamp → formats. Nothing leaves before the ledger
 * has written it down.
 */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { RecordAnswer, RecordRequest } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import { duringSync } from '../platform/request-scope.ts';
import type { StatedUse } from '../rights/types.ts';
import type { Again } from './again.ts';
import { type Attempt, type Attempted, callerOf, confirm, onCurrentState, withArticle } from './ask.ts';
import { draftDelivery, draftRefusal } from './draft.ts';
import { grantKey } from './grant-key.ts';
import { judgedUntil } from './horizon.ts';
import { type Judgement, judgeRequest, type Permit } from './judge.ts';
import { besidesOf, recordUse, textOf } from './ledger-call.ts';
import { notFound, problemOf, refusalByObject, withEntry } from './refuse.ts';
import { asDelivered, type Size } from './stamped.ts';
import { substituteFor } from './substitute.ts';
import {
  type ArticleWorld,
  type CachedArticle,
  type LicenseWorld,
  openTextsOf,
  soleTitleOf,
} from './world.ts';

export interface DeliveryQuestion {
  article: string;
  component?: string;
  /** Of the picture. A thumbnail is shown to choose by: it is entered as that, and neither delivered nor billed. */
  size?: Size;
  version?: string;
  use: StatedUse;
  /** Name of the format asked for, as the entry will say. */
  format: string;
  /** Milliseconds, UTC. */
  now: number;
  /** False when the caller already has the bytes (304) or wants none (HEAD). */
  carriesContent(grant: string, item: ItemVersion, components: Component[]): boolean;
  /** Takes what a refusal is made of, when it would be the same again. */
  keepRefusal?(again: Again, text: string, problem: Problem): Promise<void>;
  /** Fetches what must be at hand before the ledger is told that it leaves. Throws a `Refusal`. */
  prepare?(components: Component[]): Promise<void>;
}

/** What has been permitted and written down: all that stamp and format need. */
export interface Delivered extends Omit<Permit, 'kind'> {
  item: ItemVersion;
  license: LicenseWorld;
  /** Texts of restrictions that the desk has not cleared: they go out with the dispatch. */
  openTexts: string[];
  /** Names license, item version and decision: what receipts and ETags are made of. */
  grant: string;
  /** This request's own entry. */
  entry: string;
  /** The first delivery of this grant. Null: a HEAD or 304 for what was never delivered. */
  first: Extract<RecordAnswer, { kind: 'ok' }>['first'];
  carriedContent: boolean;
  /** How long it stays as it is, and how it is written down again. */
  again: Again & { text: string };
}

/** Throws a `Refusal`; a refusal that bears on a license is itself an entry by then. */
export async function deliver(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
): Promise<Delivered> {
  return onCurrentState(env, principal, async (state) => {
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
): Promise<Attempted<Delivered>> {
  const { article, judged } = await withArticle(env, state, { ...question, id: question.article });
  const judge = (world: ArticleWorld) =>
    duringSync('rights', () =>
      judgeRequest(state.license, world, { ...question, entitlement: principal.entitlement }),
    );
  const { now, size } = question;
  const judgement =
    article && (await asDelivered(env, article, { judgement: judge(article), now, judge, size }));
  if (!article || !judgement || judgement.kind === 'uncovered')
    return asUnknown(env, principal, { ...state, judged });

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
  { state, article, question, judgement, request }: Judged<Permit>,
): Promise<Attempted<Delivered>> {
  const { item } = article.snapshot;
  const openTexts = openTextsOf(state.license, article, judgement.components);
  const grant = grantKey(principal, state.license, item, question, judgement, openTexts);
  const carriesContent = question.carriesContent(grant, item, judgement.components);
  if (carriesContent) await question.prepare?.(judgement.components);
  const isDelivery = carriesContent && question.size !== 'thumbnail';
  const asked = askedOf(principal, question);
  const leaving = isDelivery ? 'delivery' : carriesContent ? 'preview' : 'nothing';
  const draft = draftDelivery(state.license, item, asked, judgement, leaving);
  const text = textOf({ ...request, draft, carriesContent: isDelivery, grant });
  const answer = await recordUse(env, state.object, text, besidesOf(principal));
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer, principal);
  const { kind: _kind, ...permit } = judgement;
  const delivered = {
    ...permit,
    item,
    license: state.license,
    openTexts,
    grant,
    entry: answer.recorded.id,
    first: answer.first,
    carriedContent: carriesContent,
    again: { ...againOf({ state, article, question }), text },
  };
  return { kind: 'done', value: delivered };
}

async function refuseWith(
  env: Env,
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: Judged<Extract<Judgement, { kind: 'refuse' }>>,
): Promise<{ kind: 'stale' }> {
  const { item } = article.snapshot;
  const draft = draftRefusal(state.license, item, askedOf(principal, question), judgement);
  const text = textOf({ ...request, draft, carriesContent: false });
  const answer = await recordUse(env, state.object, text, besidesOf(principal));
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer, principal);
  const substitute =
    judgement.code === 'killed' ? await substituteFor(env, principal, state, item, question.now) : undefined;
  const problem = problemOf(judgement, { substitute, use: question.use });
  // A substitute is judged by itself, on what may change by itself; and a trace may name the instant of the use.
  if (judgement.code !== 'killed' && !saysWhen(problem, question.now))
    await question.keepRefusal?.(againOf({ state, article, question }), text, problem);
  throw new Refusal(withEntry(problem, answer.recorded.id));
}

/** What the entry says of the question. */
const askedOf = ({ entitlement }: PartnerPrincipal, { use, format }: DeliveryQuestion) => ({
  use,
  format,
  entitlement,
});

function saysWhen(problem: Problem, now: number): boolean {
  const [to = ''] = new Date(now).toISOString().split('.');
  return JSON.stringify(problem).includes(to);
}

/** What was judged holds until the clock says otherwise, or the article is too old to be judged on. */
function againOf({
  state,
  article,
  question,
}: Pick<Judged<unknown>, 'state' | 'article' | 'question'>): Again {
  const judgedMs = judgedUntil(state.license, article, question);
  return { object: state.object, untilMs: Math.min(judgedMs, article.untilMs) };
}

/** Not there, or not for this license: counted, and the same answer to the byte. */
async function asUnknown(
  env: Env,
  principal: PartnerPrincipal,
  { object, judged }: Pick<Attempt, 'object' | 'judged'>,
): Promise<{ kind: 'stale' }> {
  const answer = await confirm(env, principal, { object, judged, count: 'not_found', value: () => null });
  if (answer.kind === 'stale') return answer;
  throw notFound();
}

/**
 * The path of one delivery: access → articles → rights → ledger → stamp → formats. Nothing leaves before the ledger
 * has written it down.
 */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { RecordAnswer, RecordRequest } from '../ledger/types.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import type { StatedUse } from '../rights/types.ts';
import { type Attempt, type Attempted, callerOf, confirm, onCurrentState, withArticle } from './ask.ts';
import { draftDelivery, draftRefusal, grantKey } from './draft.ts';
import { type Judgement, judgeRequest, type Permit } from './judge.ts';
import { recordUse } from './ledger-call.ts';
import { notFound, refusalByObject, refusalOf } from './refuse.ts';
import { type ArticleWorld, articleWorld, type LicenseWorld, openTextsOf, soleTitleOf } from './world.ts';

export interface DeliveryQuestion {
  article: string;
  component?: string;
  version?: string;
  use: StatedUse;
  /** Name of the format asked for, as the entry will say. */
  format: string;
  /** Milliseconds, UTC. */
  now: number;
  /** False when the caller already has the bytes (304) or wants none (HEAD). */
  carriesContent(grant: string): boolean;
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
}

/** Throws a `Refusal`; a refusal that bears on a license is itself an entry by then. */
export async function deliver(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
): Promise<Delivered> {
  return onCurrentState(env, principal, async (state) => {
    const { article, judged } = await withArticle(env, state, { ...question, id: question.article });
    const judgement =
      article && judgeRequest(state.license, article, { ...question, entitlement: principal.entitlement });
    if (!article || !judgement || judgement.kind === 'uncovered')
      return asUnknown(env, principal, { ...state, judged });

    const request = { caller: callerOf(principal), judged, soleTitle: soleTitleOf(state.license) };
    return judgement.kind === 'refuse'
      ? refuseWith(env, principal, { state, article, question, judgement, request })
      : release(env, principal, { state, article, question, judgement, request });
  });
}

interface Judged<J> {
  state: Attempt;
  article: ArticleWorld;
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
  const carriesContent = question.carriesContent(grant);
  if (carriesContent) await question.prepare?.(judgement.components);
  const draft = draftDelivery(state.license, item, question, judgement, carriesContent);
  const answer = await recordUse(env, state.object, { ...request, draft, carriesContent, grant });
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer);
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
  };
  return { kind: 'done', value: delivered };
}

async function refuseWith(
  env: Env,
  principal: PartnerPrincipal,
  { state, article, question, judgement, request }: Judged<Extract<Judgement, { kind: 'refuse' }>>,
): Promise<{ kind: 'stale' }> {
  const { item } = article.snapshot;
  const draft = draftRefusal(state.license, item, question, judgement);
  const answer = await recordUse(env, state.object, { ...request, draft, carriesContent: false });
  if (answer.kind === 'stale') return answer;
  if (answer.kind === 'refused') throw refusalByObject(answer);
  const substitute =
    judgement.code === 'killed' ? await substituteFor(env, principal, state, item, question.now) : undefined;
  throw refusalOf(judgement, answer.recorded.id, { substitute, use: question.use });
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

/** What takes the killed item's place, if this license could fetch it: otherwise it must not even learn that it exists. */
async function substituteFor(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { substitute }: ItemVersion,
  now: number,
) {
  if (!substitute) return undefined;
  const article = await articleWorld(env, substitute, { fresh: state.fresh, now });
  const judgement =
    article && judgeRequest(state.license, article, { entitlement: principal.entitlement, use: {}, now });
  if (judgement?.kind !== 'permit') return undefined;
  return { id: substitute, href: `${agencyOf(env).publicUrl}/v1/articles/${substitute}` };
}

/**
 * Full texts in a feed, for licenses that include them. Each text is a delivery with the draft, grant and
 * stamp of the article's route, and so the same receipt. One call to the ledger records all texts of a page
 * before the page is sent.
 */
import type { Block } from '../../articles/model.ts';
import type { EntryDelivery, FeedEntry, FeedName } from '../../formats/feeds/index.ts';
import { hasDispatch } from '../../formats/permitted-words.ts';
import type { GrantRecord, RecordAllAnswer, RecordAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { noteDecision } from '../../platform/metrics/isolate.ts';
import { perObject } from '../../rights/index.ts';
import { openTextsOf, soleTitleOf } from '../decision-context.ts';
import { draftDelivery } from '../draft.ts';
import { noteTexts } from '../edge/edge.ts';
import { type Attempt, type Attempted, callerOf } from '../fresh-state.ts';
import { grantKey } from '../grant-key.ts';
import type { Permit } from '../judge.ts';
import { recordAll, textOf } from '../ledger-call.ts';
import { refusalByObject, refusedByObject } from '../refusals.ts';
import { renditionOf, stampOf } from '../render.ts';
import { type SigningContext, signingContext } from '../signing-context.ts';
import type { CachedArticle } from '../types.ts';

export interface PermittedArticle {
  article: CachedArticle;
  permit: Permit;
}

export interface Release {
  permitted: PermittedArticle;
  openTexts: string[];
  grant: string;
  text: string;
}

export const hasText = ({ permit }: PermittedArticle): boolean => hasDispatch(permit);

/** Null: the license covers nothing of the item's text, so its entry goes without a delivery. */
export function releaseOf(
  principal: PartnerPrincipal,
  { license, judged }: Attempt,
  permitted: PermittedArticle,
  format: FeedName,
): Release | null {
  const { article, permit } = permitted;
  if (!hasText(permitted)) return null;
  const { item } = article.snapshot;
  const stated = { use: {}, format, entitlement: principal.entitlement };
  const openTexts = openTextsOf(license, article, permit.components);
  const grant = grantKey(principal, license, item, stated, permit, openTexts);
  const soleTitle = soleTitleOf(license);
  const text = textOf({
    caller: callerOf(principal),
    judged: { ...judged, items: { [item.id]: item.seq } },
    ...(soleTitle !== undefined && { soleTitle }),
    draft: draftDelivery(license, item, stated, permit, 'delivery'),
    carriesContent: true,
    grant,
  });
  return { permitted, openTexts, grant, text };
}

/** Characters of the item's stored text. */
export function charsOf({ permitted }: Release): number {
  return charsOfBlocks(permitted.article.snapshot.item.blocks);
}

const charsOfBlocks = perObject((blocks: Block[]) => JSON.stringify(blocks).length);

export type Outcome = Pick<FeedEntry, 'delivery' | 'notice'>;

/**
 * Records all deliveries of a page, and returns an outcome for each in order. An entry beyond the quota stays
 * and loses its text. Throws a `Refusal` if nothing may be delivered.
 */
export async function deliverAll(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  releases: Release[],
): Promise<Attempted<Outcome[]>> {
  const answer = await recordReleases(env, principal, state, releases);
  if (answer.kind === 'stale') return { kind: 'stale' };
  if (answer.kind === 'refused') throw refusedByObject(answer);
  const under = await signingContext(env);
  const outcomes = releases.map((release, index) => outcomeOf(under, state, release, answer, index));
  return { kind: 'done', value: outcomes };
}

async function recordReleases(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  releases: Release[],
): Promise<RecordAllAnswer> {
  const request = {
    caller: callerOf(principal),
    judged: state.judged,
    texts: releases.map(({ text }) => text),
  };
  try {
    const answer = await recordAll(env, state.object, request);
    noteAnswers(answer);
    return answer;
  } catch (error) {
    noteTexts(Date.now(), 'unavailable', releases.length);
    throw error;
  }
}

/** Counts each text for the completeness of the log, once its outcome is known. */
function noteAnswers(answer: RecordAllAnswer): void {
  if (answer.kind !== 'ok') return;
  for (const fullText of answer.answers) {
    noteTexts(fullText.recorded?.atMs ?? Date.now(), 'entered', 1);
    if (fullText.kind === 'ok') noteDecision('permit');
    else noteDecision('refuse', fullText.code);
  }
}

function outcomeOf(
  under: SigningContext,
  state: Attempt,
  release: Release,
  { answers }: Extract<RecordAllAnswer, { kind: 'ok' }>,
  index: number,
): Outcome {
  const answer = answers[index];
  if (!answer) throw new Error('the ledger did not answer for every delivery');
  if (answer.kind === 'refused') return { notice: noticeOf(answer) };
  if (!answer.first) throw new Error('a delivery that carries content has no first one');
  return { delivery: deliveryOf(under, state, release, answer.first) };
}

function noticeOf(answer: Extract<RecordAnswer, { kind: 'refused' }>): string {
  return `The text is not part of this feed. ${refusalByObject(answer).problem.detail}`;
}

function deliveryOf(
  under: SigningContext,
  { license }: Attempt,
  { permitted: { article, permit }, openTexts, grant }: Release,
  first: GrantRecord,
): EntryDelivery {
  const { item } = article.snapshot;
  const delivered = { ...permit, item, license, openTexts, grant };
  const stampGrant = { first, statedTitle: null };
  const stamp = stampOf(under, delivered, stampGrant);
  const { bytes } = renditionOf(under, delivered, {
    format: 'fragment',
    coding: 'identity',
    stamp,
    grant: stampGrant,
  });
  const { receipt, verifyUrl, usageTerms } = stamp;
  return { content: new TextDecoder().decode(bytes), receipt, verifyUrl, usageTerms };
}

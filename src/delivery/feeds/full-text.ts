/**
 * Whole texts in a feed, for licenses that have them there. Each is a delivery of its own, by the same draft, grant and stamp as the
 * article's route: its receipt is the same. All of a page are written down in one call before the page leaves.
 */
import type { EntryDelivery, FeedEntry, FeedName } from '../../formats/feeds/index.ts';
import { hasDispatch } from '../../formats/shown.ts';
import type { GrantRecord, RecordAllAnswer, RecordAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { noteDecision } from '../../platform/metrics/isolate.ts';
import { type CachedArticle, openTextsOf, soleTitleOf } from '../decision-context.ts';
import { draftDelivery } from '../draft.ts';
import { noteTexts } from '../edge/edge.ts';
import { type Attempt, type Attempted, callerOf } from '../fresh-state.ts';
import { grantKey } from '../grant-key.ts';
import type { Permit } from '../judge.ts';
import { recordAll, textOf } from '../ledger-call.ts';
import { refusalByObject, refusedByObject } from '../refusals.ts';
import { renditionOf, stampOf } from '../render.ts';

/** What a delivery is judged on, and the judgement. */
export interface Had {
  article: CachedArticle;
  permit: Permit;
}

/** An item whose text leaves with the page. */
export interface Release {
  had: Had;
  openTexts: string[];
  grant: string;
  /** The request to record. */
  text: string;
}

export const hasText = ({ permit }: Had): boolean => hasDispatch(permit);

/** Null: nothing of its text is for this license, and what else there is has an entry without a delivery. */
export function releaseOf(
  principal: PartnerPrincipal,
  { license, judged }: Attempt,
  had: Had,
  format: FeedName,
): Release | null {
  const { article, permit } = had;
  if (!hasText(had)) return null;
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
  return { had, openTexts, grant, text };
}

const lengths = new WeakMap<object, number>();

/** Characters of an item's text as it is stored. */
export function charsOf({ had }: Release): number {
  const { blocks } = had.article.snapshot.item;
  const known = lengths.get(blocks) ?? JSON.stringify(blocks).length;
  lengths.set(blocks, known);
  return known;
}

/** What becomes of an entry by its delivery. */
export type Outcome = Pick<FeedEntry, 'delivery' | 'notice'>;

/** One for each, in order. Throws a `Refusal` when nothing may leave at all. What the quota does not pay for keeps its entry and loses its text. */
export async function deliverAll(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  releases: Release[],
): Promise<Attempted<Outcome[]>> {
  const answer = await recorded(env, principal, state, releases);
  if (answer.kind === 'stale') return { kind: 'stale' };
  if (answer.kind === 'refused') throw refusedByObject(answer.code);
  const outcomes = await Promise.all(
    releases.map((release, place) => outcomeOf(env, state, release, answer, place)),
  );
  return { kind: 'done', value: outcomes };
}

async function recorded(
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

/** For the completeness of the log: each text is seen when it is known how it ended. */
function noteAnswers(answer: RecordAllAnswer): void {
  if (answer.kind !== 'ok') return;
  for (const one of answer.answers) {
    noteTexts(one.recorded?.atMs ?? Date.now(), 'entered', 1);
    if (one.kind === 'ok') noteDecision('permit');
    else noteDecision('refuse', one.code);
  }
}

async function outcomeOf(
  env: Env,
  state: Attempt,
  release: Release,
  { answers }: Extract<RecordAllAnswer, { kind: 'ok' }>,
  place: number,
): Promise<Outcome> {
  const answer = answers[place];
  if (!answer) throw new Error('the ledger did not answer for every delivery');
  if (answer.kind === 'refused') return { notice: noticeOf(answer) };
  if (!answer.first) throw new Error('a delivery that carries content has no first one');
  return { delivery: await deliveryOf(env, state, release, answer.first) };
}

function noticeOf(answer: Extract<RecordAnswer, { kind: 'refused' }>): string {
  return `The text is not part of this feed. ${refusalByObject(answer).problem.detail}`;
}

async function deliveryOf(
  env: Env,
  { license }: Attempt,
  { had: { article, permit }, openTexts, grant }: Release,
  first: GrantRecord,
): Promise<EntryDelivery> {
  const { item } = article.snapshot;
  const delivered = { ...permit, item, license, openTexts, grant };
  const given = { first, statedTitle: null };
  const stamp = await stampOf(env, delivered, given);
  const { bytes } = await renditionOf(env, delivered, {
    format: 'fragment',
    coding: 'identity',
    stamp,
    grant: given,
  });
  const { receipt, verifyUrl, usageTerms } = stamp;
  return { content: new TextDecoder().decode(bytes), receipt, verifyUrl, usageTerms };
}

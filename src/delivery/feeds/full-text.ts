/**
 * Whole texts in a feed, for licenses that have them there. Each is a delivery of its own, by the same draft, grant and stamp as the
 * article's route: its receipt is the same. All of a page are written down in one call before the page leaves.
 */
import { contentOf } from '../../formats/feeds/content.ts';
import type { EntryDelivery, FeedEntry, FeedName } from '../../formats/feeds/index.ts';
import { hasDispatch } from '../../formats/shown.ts';
import type { GrantRecord, RecordAllAnswer, RecordAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { type Attempt, type Attempted, callerOf, refusedByObject } from '../ask.ts';
import { draftDelivery, grantKey } from '../draft.ts';
import { recordAll, textOf } from '../ledger-call.ts';
import { FEED_TEXT_CHARS_MAX } from '../limits.ts';
import type { Listed, ListedPage } from '../list.ts';
import { refusalByObject } from '../refuse.ts';
import { hrefsOf, stampOf } from '../stamping.ts';
import { openTextsOf, soleTitleOf } from '../world.ts';

/** An item whose text leaves with the page. */
export interface Release {
  listed: Listed;
  openTexts: string[];
  grant: string;
  /** The request to record. */
  text: string;
}

/** Null: nothing of its text is for this license, and what else there is has an entry without a delivery. */
export function releaseOf(
  principal: PartnerPrincipal,
  { license, judged }: Attempt,
  listed: Listed,
  format: FeedName,
): Release | null {
  const { article, permit } = listed;
  if (!hasDispatch(permit)) return null;
  const { item } = article.snapshot;
  const asked = { use: {}, format };
  const openTexts = openTextsOf(license, article, permit.components);
  const grant = grantKey(principal, license, item, asked, permit, openTexts);
  const soleTitle = soleTitleOf(license);
  const text = textOf({
    caller: callerOf(principal),
    judged: { ...judged, items: { [item.id]: item.seq } },
    ...(soleTitle !== undefined && { soleTitle }),
    draft: draftDelivery(license, item, asked, permit, true),
    carriesContent: true,
    grant,
  });
  return { listed, openTexts, grant, text };
}

/** As much as one answer carries; the next page begins with what is left. */
export function cutToSize({ items, next }: ListedPage): ListedPage {
  let chars = 0;
  const fitting = items.findIndex(({ article }, place) => {
    chars += charsOf(article.snapshot.item.blocks);
    return place > 0 && chars > FEED_TEXT_CHARS_MAX;
  });
  if (fitting < 0) return { items, next };
  const kept = items.slice(0, fitting);
  return { items: kept, next: kept.at(-1)?.at ?? next };
}

const lengths = new WeakMap<object, number>();

function charsOf(blocks: object): number {
  const known = lengths.get(blocks) ?? JSON.stringify(blocks).length;
  lengths.set(blocks, known);
  return known;
}

/** Throws a `Refusal` when nothing may leave at all. What the quota does not pay for keeps its entry and loses its text. */
export async function deliverAll(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  releases: Release[],
): Promise<Attempted<Map<string, Partial<FeedEntry>>>> {
  const answer = await recordAll(env, state.object, {
    caller: callerOf(principal),
    judged: state.judged,
    texts: releases.map(({ text }) => text),
  });
  if (answer.kind === 'stale') return { kind: 'stale' };
  if (answer.kind === 'refused') throw refusedByObject(answer.code);
  const said = await Promise.all(
    releases.map((release, place) => outcomeOf(env, state, release, answer, place)),
  );
  const ids = releases.map(({ listed }) => listed.shown.id);
  return { kind: 'done', value: new Map(said.map((one, place) => [ids[place] ?? '', one])) };
}

async function outcomeOf(
  env: Env,
  state: Attempt,
  release: Release,
  { answers }: Extract<RecordAllAnswer, { kind: 'ok' }>,
  place: number,
): Promise<Partial<FeedEntry>> {
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
  { listed: { article, permit }, openTexts, grant }: Release,
  first: GrantRecord,
): Promise<EntryDelivery> {
  const { item } = article.snapshot;
  const { components, members } = permit;
  const delivered = { ...permit, item, license, openTexts, grant };
  const stamp = await stampOf(env, delivered, { first, statedTitle: null });
  const content = contentOf({ item, components, members, hrefs: hrefsOf(env, delivered), stamp });
  const { receipt, verifyUrl, usageTerms } = stamp;
  return { content, receipt, verifyUrl, usageTerms };
}

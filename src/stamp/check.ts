/** The verdict on one receipt: its signature, what was published against what was released, its place in the log. */
import { createHash } from 'node:crypto';
import { keyRing } from '../access/keyring.ts';
import { textBlocks } from '../articles/blocks.ts';
import { loadArticle } from '../articles/catalogue.ts';
import type { Env } from '../platform/env.ts';
import { furthest } from './furthest.ts';
import { inclusionOf } from './inclusion.ts';
import { type ReceiptVerdict, verifyReceiptSignature } from './receipt.ts';
import type { VerifyAnswer } from './schema.ts';
import { entryById } from './store.ts';
import {
  type ArticleText,
  type LoggedEntry,
  type Published,
  type TextVerdict,
  verifyPublished,
} from './verify.ts';

/** What was published, of an article that is known by now. More than one text: the same story told more than once. */
export type Texts = (of: { id: string; original: ArticleText | null }) => Published[];

export interface Given {
  /** Absent: no text was given. */
  texts?: Texts;
  /** The bytes of a picture as published. */
  picture?: Uint8Array;
}

export async function signatureOf(env: Env, receipt: string): Promise<ReceiptVerdict> {
  const { verify } = await keyRing(env.SIGNING_KEYS);
  return verifyReceiptSignature(receipt, verify.receipt);
}

export async function verdictOn(env: Env, receipt: string, given: Given, now: number): Promise<VerifyAnswer> {
  const signed = await signatureOf(env, receipt);
  const unknown = { inForce: 'unknown', log: 'unknown' } as const;
  if (!signed.ok)
    return { valid: false, reason: signed.reason, text: given.texts ? 'unknown' : 'not_given', ...unknown };
  const { claims } = signed;
  const [stored, original] = await Promise.all([
    entryById(env.DB, claims.jti, { license: claims.license, index: claims.log.index }),
    given.texts ? originalText(env, claims.item, claims.version) : null,
  ]);
  const entry = stored
    ? { delivered: stored.entry.delivered, index: stored.entry.index, leaf: stored.leaf }
    : null;
  const texts = given.texts?.({ id: claims.jti, original }) ?? [];
  const verdict = furthest(
    (texts.length > 0 ? texts : [null]).map((published) =>
      verifyPublished({ claims, entry, original, published }, now),
    ),
  );
  const note = noteOn(
    verdict,
    Math.max(verdict.added?.length ?? 0, ...texts.map(({ beside }) => beside?.length ?? 0)),
  );
  const picture = given.picture && pictureVerdict(given.picture, entry);
  // Whether an entry is in the log for good is told by a checkpoint alone: D1 may have it, or only the archive has it any more.
  const isProvable = verdict.log === 'included' || verdict.log === 'overdue';
  const inclusion = isProvable ? await inclusionOf(env, claims, { seen: verdict.log, now }) : {};
  return {
    valid: true,
    claims,
    ...verdict,
    ...(picture && { picture }),
    ...inclusion,
    ...(note && { note }),
  };
}

/** The receipt binds the bytes; the list of what it binds is in the log. */
function pictureVerdict(bytes: Uint8Array, entry: LoggedEntry | null): VerifyAnswer['picture'] {
  if (!entry) return 'unknown';
  const digest = createHash('sha256').update(bytes).digest('base64url');
  return entry.delivered.some((component) => component.digest === digest) ? 'unmodified' : 'not_as_delivered';
}

/** A page may carry the delivered text word for word and a lie beside it: the verdict must not be read as if it vouched for both. */
function noteOn({ text, missing }: TextVerdict, around: number): string | undefined {
  if (text !== 'unmodified') return undefined;
  if (missing?.length) return 'No headline was given, so it was not judged.';
  if (around === 0) return undefined;
  const passages = around === 1 ? '1 other passage' : `${around} other passages`;
  return `The delivered text stands there word for word, among ${passages} that the receipt says nothing of.`;
}

export async function originalText(env: Env, item: string, version: string): Promise<ArticleText | null> {
  const article = await loadArticle(env, item, version);
  if (!article) return null;
  const [headline] = textBlocks(article.item.headline, []);
  return { ...(headline !== undefined && { headline }), body: textBlocks(undefined, article.item.blocks) };
}

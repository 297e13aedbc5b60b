/**
 * Verdict on one receipt: its signature, the published text or picture compared with the original, and its
 * position in the log.
 */
import { createHash } from 'node:crypto';
import { keyRing } from '../access/keyring.ts';
import { textBlocks } from '../articles/blocks.ts';
import { loadArticle } from '../articles/catalogue.ts';
import { isPictureType } from '../articles/media/pictures/check.ts';
import { unlessMissing } from '../articles/missing.ts';
import type { Component, ItemVersion, PublicationState } from '../articles/model.ts';
import { publicationState, withWithdrawn } from '../articles/publication-state.ts';
import type { UseEntry } from '../ledger/types.ts';
import type { Budget } from '../platform/budget.ts';
import type { Env } from '../platform/env.ts';
import { getOrInsert } from '../rights/get-or-insert.ts';
import { captionDigests, deliveredOf } from './captions.ts';
import { type DeliverableComponent, findDelivered } from './delivered-components.ts';
import { inclusionOf } from './inclusion.ts';
import type { ArticleText, Published } from './original.ts';
import { resemblanceTo } from './pictures/perceptual/digest.ts';
import { perceptualDigests, renditionDigests } from './pictures/store.ts';
import { type ReceiptVerdict, verifyReceiptSignature } from './receipt.ts';
import type { VerifyAnswer } from './schema.ts';
import { useById } from './store.ts';
import { componentsDigest } from './text-digest.ts';
import type { ReceiptClaims } from './types.ts';
import { type Released, spendOnTexts, type TextVerdict, type Verdict, verifyPublished } from './verify.ts';
import { worstVerdict } from './worst-verdict.ts';

/**
 * Returns the published texts of a known article. Several texts: the story is published in several versions.
 */
export type Texts = (of: { id: string; original: ArticleText | null }) => Published[];

export interface Publication {
  texts?: Texts;
  picture?: Uint8Array;
}

export async function signatureOf(env: Env, receipt: string): Promise<ReceiptVerdict> {
  const { verify } = await keyRing(env.SIGNING_KEYS);
  return verifyReceiptSignature(receipt, verify.receipt);
}

/** Time of the request (milliseconds, UTC), and its remaining budget of comparisons. */
export interface VerificationContext {
  now: number;
  budget: Budget;
}

/** Caches lookups for the verdicts on one document, which may have many receipts of one article. */
export class LookUps {
  readonly #env: Env;
  readonly #signatures = new Map<string, Promise<ReceiptVerdict>>();
  readonly #releases = new Map<string, Promise<Released | null>>();
  readonly #states = new Map<string, Promise<PublicationState>>();

  constructor(env: Env) {
    this.#env = env;
  }

  signature(receipt: string): Promise<ReceiptVerdict> {
    return getOrInsert(this.#signatures, receipt, () => signatureOf(this.#env, receipt));
  }

  /**
   * Receipts of one version share the text object, which is prepared once. Null: the version is no longer
   * stored.
   */
  released({ item, version }: ReceiptClaims): Promise<Released | null> {
    const name = JSON.stringify([item, version]);
    return getOrInsert(this.#releases, name, () => releasedVersion(this.#env, item, version));
  }

  /** `now`: milliseconds, UTC. */
  state({ item, version }: ReceiptClaims, now: number): Promise<PublicationState> {
    const name = JSON.stringify([item, version]);
    return getOrInsert(this.#states, name, () => publicationState(this.#env, { item, version }, now));
  }
}

export async function verdictOn(
  env: Env,
  receipt: string,
  publication: Publication,
  { now, budget }: VerificationContext,
  lookUps = new LookUps(env),
): Promise<VerifyAnswer> {
  const signed = await lookUps.signature(receipt);
  const unknown = { inForce: 'unknown', log: 'unknown' } as const;
  if (!signed.ok)
    return {
      valid: false,
      reason: signed.reason,
      text: publication.texts ? 'unknown' : 'not_given',
      ...unknown,
    };
  const { claims } = signed;
  const [stored, released, ofItem] = await Promise.all([
    useById(env, claims.jti, { license: claims.license, index: claims.log.index }),
    lookUps.released(claims),
    lookUps.state(claims, now),
  ]);
  const original = released?.text ?? null;
  const entry = stored
    ? { delivered: stored.entry.delivered, index: stored.entry.index, leaf: stored.leaf }
    : null;
  const agrees = entry !== null && componentsDigest(entry.delivered) === claims.digest;
  const delivered = agrees
    ? entry.delivered
    : released && needsParts(publication, released)
      ? findDelivered(claims.digest, await partsOf(env, released.components))
      : null;
  const components = released && delivered ? deliveredOf(released.components, delivered) : [];
  const texts = publication.texts?.({ id: claims.jti, original }) ?? [];
  const captions = new Set(texts.length > 0 ? captionDigests(components) : []);
  spendOnTexts(texts, original, budget);
  const verdicts: Verdict[] = [];
  for (const published of texts.length > 0 ? texts : [null]) {
    // Yields between comparisons, so that other requests can run.
    if (verdicts.length > 0) await scheduler.wait(0);
    verdicts.push(verifyPublished({ claims, entry, delivered, captions, original, published }, now, budget));
  }
  const verdict = worstVerdict(verdicts);
  const note = noteOn(
    verdict,
    Math.max(verdict.added?.length ?? 0, ...texts.map(({ otherPassages }) => otherPassages?.length ?? 0)),
  );
  const picture =
    publication.picture &&
    (await pictureVerdict(env, publication.picture, {
      delivered: agrees ? entry.delivered : null,
      components: released?.components ?? [],
    }));
  const state = withWithdrawn(ofItem, components, picture?.components);
  // Only a checkpoint proves an entry: D1 may have a row that is not in the log, or lack an archived one.
  const isProvable = verdict.log === 'included' || verdict.log === 'overdue';
  const inclusion = isProvable ? await inclusionOf(env, claims, { storedState: verdict.log, now }) : {};
  return {
    valid: true,
    claims,
    state,
    ...verdict,
    ...(picture && { picture: picture.verdict }),
    ...inclusion,
    ...(note && { note }),
  };
}

/** True if something is compared with the delivered components, or one of them may be withdrawn. */
function needsParts({ texts, picture }: Publication, { components }: Released): boolean {
  return Boolean(texts || picture) || components.some(({ stopped }) => stopped);
}

interface DeliveredPictures {
  /** Null: the log does not have it yet, or no longer. */
  delivered: UseEntry['delivered'] | null;
  components: readonly Component[];
}

interface PictureVerdict {
  verdict: NonNullable<VerifyAnswer['picture']>;
  /** Delivered components that the picture equals or resembles. */
  components: string[];
}

/**
 * The receipt binds the bytes through the list in the log, if that list agrees with the receipt. Other bytes
 * may show the same picture, which is a resemblance and no proof.
 */
async function pictureVerdict(
  env: Env,
  bytes: Uint8Array,
  { delivered, components }: DeliveredPictures,
): Promise<PictureVerdict> {
  if (!delivered) return { verdict: 'unknown', components: [] };
  const digest = createHash('sha256').update(bytes).digest('base64url');
  const equal = delivered.filter((component) => component.digest === digest);
  if (equal.length > 0) return { verdict: 'unmodified', components: equal.map(({ component }) => component) };
  const { found, same } = resemblanceTo(bytes, await picturesIn(env, { delivered, components }));
  if (found === 'same') return { verdict: 'same_picture', components: same };
  return { verdict: found === 'other' ? 'another_picture' : 'not_as_delivered', components: [] };
}

/** The pictures of a delivery, each with its perceptual digest if it has one. */
export async function picturesIn(
  env: Env,
  { delivered, components }: { delivered: UseEntry['delivered']; components: readonly Component[] },
): Promise<{ component: string; perceptual?: string }[]> {
  const pictures = components.filter(({ content }) => content && isPictureType(content.contentType));
  const deliveredPictures = delivered.filter(({ component }) => pictures.some(({ id }) => id === component));
  if (deliveredPictures.length === 0) return [];
  const digests = await perceptualDigests(
    env.DB,
    pictures.flatMap(({ digest }) => digest ?? []),
    deliveredPictures.map(({ digest }) => digest),
  );
  return deliveredPictures.map(({ component, digest }) => {
    const perceptual = digests.get(digest);
    return { component, ...(perceptual !== undefined && { perceptual }) };
  });
}

/** The verdict covers the delivered text alone, not false statements next to it. */
function noteOn({ text, missing }: TextVerdict, around: number): string | undefined {
  if (text !== 'unmodified') return undefined;
  if (missing?.length) return 'No headline was given, so it was not judged.';
  if (around === 0) return undefined;
  const passages = around === 1 ? '1 other passage' : `${around} other passages`;
  return `The delivered text stands there word for word, among ${passages} that the receipt says nothing of.`;
}

/** Null: the version is no longer stored. For a killed item the catalogue may return another version. */
export async function releasedVersion(env: Env, id: string, version: string): Promise<Released | null> {
  const article = await unlessMissing(loadArticle(env, id, version));
  if (article?.item.version !== version) return null;
  return { text: textIn(article.item), components: article.item.components };
}

export function textIn({ headline, blocks }: ItemVersion): ArticleText {
  const [title] = textBlocks(headline, []);
  return { ...(title !== undefined && { headline: title }), body: textBlocks(undefined, blocks) };
}

/** Pictures are delivered as bytes of their own, with embedded rights. */
async function partsOf(env: Env, components: readonly Component[]): Promise<DeliverableComponent[]> {
  const digests = components.flatMap(({ digest }) => digest ?? []);
  const renditions = await renditionDigests(env.DB, digests);
  return components.flatMap(({ id, digest }) => {
    if (digest === undefined) return [];
    const { fullSize, downsized } = renditions.get(digest) ?? {
      fullSize: [digest],
      downsized: [],
    };
    return [{ component: id, digests: fullSize, standaloneDigests: downsized }];
  });
}

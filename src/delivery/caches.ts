/**
 * What an isolate remembers of the delivery path from one request to the next, all in one place. Each cache has a bound in
 * `limits.ts`, and hits and misses in `cache_lookups_total` under its own name. None of them decides anything: the ledger object
 * says at each request whether what was judged on is the current state.
 *
 * What is computed of one object alone (canonical text, boxes, markup; `perObject`) is no cache of this list: it is forgotten with
 * its object, which one of these holds.
 */
import type { ArticleSnapshot } from '../articles/catalogue.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { bytesOf } from '../rights/index.ts';
import { BoundedMap } from '../rights/lru.ts';
import type { CompiledLicense, CompiledRestriction } from '../rights/types.ts';
import type { Stamp } from '../stamp/types.ts';
import type { CachedArticle, LicenseContext } from './decision-context.ts';
import {
  ANSWERS_CACHED_BYTES_MAX,
  ANSWERS_CACHED_MAX,
  ARTICLES_CACHED_BYTES_MAX,
  ARTICLES_CACHED_MAX,
  EXCLUSIVITIES_CACHED_BYTES_MAX,
  EXCLUSIVITIES_CACHED_MAX,
  GRANTS_DATED_BYTES_MAX,
  GRANTS_DATED_MAX,
  LICENSES_CACHED_BYTES_MAX,
  LICENSES_CACHED_MAX,
  RENDITIONS_CACHED_BYTES_MAX,
  RENDITIONS_CACHED_MAX,
  STAMPS_CACHED_BYTES_MAX,
  STAMPS_CACHED_MAX,
} from './limits.ts';
import type { StampedRendition } from './render.ts';
import type { CachedAnswer } from './response-cache.ts';
import type { SigningContext } from './signing-context.ts';

/** By license id. Read again when the ledger object knows a later version or epoch of it. */
export const licenses = new BoundedMap<LicenseContext>({
  entriesMax: LICENSES_CACHED_MAX,
  weightMax: LICENSES_CACHED_BYTES_MAX,
  weigh: ({ bundle, license, restrictions }) => jsonBytes(bundle) + compiledBytes([license, ...restrictions]),
});

/** By id and version that says it whole, so it never changes: licenses that the same exclusivity binds share it. */
export const exclusivities = new BoundedMap<CompiledRestriction>({
  entriesMax: EXCLUSIVITIES_CACHED_MAX,
  weightMax: EXCLUSIVITIES_CACHED_BYTES_MAX,
  weigh: bytesOf,
});

/** By article id and version asked for. Read again after `ARTICLE_CACHE_MS`, or when the ledger object has a fence of a later sequence. */
export const articles = new BoundedMap<CachedArticle>({
  entriesMax: ARTICLES_CACHED_MAX,
  weightMax: ARTICLES_CACHED_BYTES_MAX,
  weigh: ({ snapshot, restrictions }) =>
    jsonBytes(snapshot) + textBytes(snapshot) + compiledBytes(restrictions),
});

/** By all that its text depends on (`keyOf` in render.ts), so it never changes. */
export const stamps = new BoundedMap<Stamp>({
  entriesMax: STAMPS_CACHED_MAX,
  weightMax: STAMPS_CACHED_BYTES_MAX,
  weigh: ({ usageTerms, encodedRights, receipt, verifyUrl, copyrightNotice }) =>
    STAMP_BYTES +
    usageTerms.length +
    encodedRights.length +
    receipt.length +
    verifyUrl.length +
    copyrightNotice.length,
});

/** By the key of its stamp, with format and content coding. */
export const renditions = new BoundedMap<StampedRendition>({
  entriesMax: RENDITIONS_CACHED_MAX,
  weightMax: RENDITIONS_CACHED_BYTES_MAX,
  weigh: ({ bytes }) => bytes.length,
});

/** When grants were first delivered: by grant. It never changes. */
export const firstDeliveries = new BoundedMap<{ first: GrantRecord; moment: string }>({
  entriesMax: GRANTS_DATED_MAX,
  weightMax: GRANTS_DATED_BYTES_MAX,
  weigh: () => NOTED_BYTES,
});

/** Whose first delivery was in a second: by license, article and second. Null: more than one grant's. */
export const firstMoments = new BoundedMap<string | null>({
  entriesMax: GRANTS_DATED_MAX,
  weightMax: GRANTS_DATED_BYTES_MAX,
  weigh: () => NOTED_BYTES,
});

/**
 * Answers that were given before: by token, path and query, `Accept` and content coding. Dropped when the clock reaches `untilMs`,
 * when they were made under other bindings, and when the ledger object says that they were judged on an old state.
 */
export const answers = new BoundedMap<{ cached: CachedAnswer; under: SigningContext; keyChars: number }>({
  entriesMax: ANSWERS_CACHED_MAX,
  weightMax: ANSWERS_CACHED_BYTES_MAX,
  weigh: ({ cached, keyChars }) => answerBytes(cached) + keyChars,
});

/** Of a stamp besides its texts: its rights, as objects. */
const STAMP_BYTES = 4_000;
/** A grant's name, ids and a leaf. */
const NOTED_BYTES = 400;

/** Parsed JSON takes about twice its text. */
function jsonBytes(document: object): number {
  return 2 * JSON.stringify(document).length;
}

/** Formats cache the text as they write it for as long as the article: as markup, as plain text, and in JSON (formats/ninjs.ts). */
function textBytes({ item }: ArticleSnapshot): number {
  return 4 * JSON.stringify(item.blocks).length;
}

function compiledBytes(compiled: (CompiledLicense | CompiledRestriction)[]): number {
  return compiled.reduce((sum, one) => sum + bytesOf(one), 0);
}

function answerBytes(cached: CachedAnswer): number {
  if (cached.kind === 'refusal') return cached.text.length + jsonBytes(cached.problem);
  const { content, bare, headers, rendition } = cached;
  // Weighed once; of both requests the one without content is made later.
  return (
    2 * (content ?? bare ?? '').length +
    (rendition?.bytes.length ?? 0) +
    2 * (headers.get('Rights-Receipt') ?? '').length
  );
}

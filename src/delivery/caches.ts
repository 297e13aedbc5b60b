/**
 * In-memory caches of the delivery path in one isolate. `limits.ts` bounds each cache, and
 * `cache_lookups_total` counts its hits and misses under its own name. No cache decides anything: at each
 * request the ledger shard confirms that the decision rests on the current state.
 * Values computed from one object alone (canonical text, boxes, markup; `perObject`) are not listed here:
 * they live as long as their object, which one of these caches holds.
 */
import type { ArticleSnapshot } from '../articles/catalogue.ts';
import type { Listing } from '../articles/listing.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { bytesOf } from '../rights/index.ts';
import { BoundedMap } from '../rights/lru.ts';
import type { CompiledLicense, CompiledRestriction } from '../rights/types.ts';
import type { Stamp } from '../stamp/types.ts';
import {
  ANSWERS_CACHED_BYTES_MAX,
  ANSWERS_CACHED_MAX,
  ARTICLES_CACHED_BYTES_MAX,
  ARTICLES_CACHED_MAX,
  CONTENTS_CACHED_BYTES_MAX,
  CONTENTS_CACHED_MAX,
  EXCLUSIVITIES_CACHED_BYTES_MAX,
  EXCLUSIVITIES_CACHED_MAX,
  GRANTS_DATED_BYTES_MAX,
  GRANTS_DATED_MAX,
  LICENSES_CACHED_BYTES_MAX,
  LICENSES_CACHED_MAX,
  LISTINGS_CACHED_BYTES_MAX,
  LISTINGS_CACHED_MAX,
  RENDITIONS_CACHED_BYTES_MAX,
  RENDITIONS_CACHED_MAX,
  STAMPS_CACHED_BYTES_MAX,
  STAMPS_CACHED_MAX,
} from './limits.ts';
import type { SigningContext } from './signing-context.ts';
import type { CachedAnswer, CachedArticle, LicenseContext, StampedRendition } from './types.ts';

/** Key: license id. Reloaded when the ledger shard knows a later version or epoch of the license. */
export const licenses = new BoundedMap<LicenseContext>({
  entriesMax: LICENSES_CACHED_MAX,
  weightMax: LICENSES_CACHED_BYTES_MAX,
  weigh: ({ bundle, license, restrictions }) => jsonBytes(bundle) + compiledBytes([license, ...restrictions]),
});

/**
 * Key: id and version, which identify the content. Entries never change, and all licenses that the
 * exclusivity binds share one.
 */
export const exclusivities = new BoundedMap<CompiledRestriction>({
  entriesMax: EXCLUSIVITIES_CACHED_MAX,
  weightMax: EXCLUSIVITIES_CACHED_BYTES_MAX,
  weigh: bytesOf,
});

/**
 * Key: article id and requested version. Reloaded after `ARTICLE_CACHE_MS`, or when the ledger shard has a
 * fence of a later sequence.
 */
export const articles = new BoundedMap<CachedArticle>({
  entriesMax: ARTICLES_CACHED_MAX,
  weightMax: ARTICLES_CACHED_BYTES_MAX,
  weigh: ({ snapshot, restrictions }) =>
    jsonBytes(snapshot) + textBytes(snapshot) + compiledBytes(restrictions),
});

/**
 * Pages of the catalogue. Key: selections of the license's products, filters and position. An entry is dropped
 * after `LISTING_CACHE_MS`, when this isolate writes to the catalogue (`writes`), and when the ledger shard
 * reports that an item on the page is stale.
 */
export const listings = new BoundedMap<{
  listing: Listing;
  writes: number;
  untilMs: number;
  keyChars: number;
}>({
  entriesMax: LISTINGS_CACHED_MAX,
  weightMax: LISTINGS_CACHED_BYTES_MAX,
  weigh: ({ listing, keyChars }) => LISTED_BYTES * listing.items.length + keyChars,
});

/** Key: everything that the text depends on (`keyOf` in render.ts). Entries never change. */
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

/** Key: the stamp's key with format and content coding. */
export const renditions = new BoundedMap<StampedRendition>({
  entriesMax: RENDITIONS_CACHED_MAX,
  weightMax: RENDITIONS_CACHED_BYTES_MAX,
  weigh: ({ bytes }) => bytes.length,
});

/** Small component files. Key: digest of the bytes, base64url. Entries never change. */
export const contents = new BoundedMap<Uint8Array>({
  entriesMax: CONTENTS_CACHED_MAX,
  weightMax: CONTENTS_CACHED_BYTES_MAX,
  weigh: ({ length }) => length,
});

/** First delivery of each grant. Key: grant. Entries never change. */
export const firstDeliveries = new BoundedMap<{ first: GrantRecord; moment: string }>({
  entriesMax: GRANTS_DATED_MAX,
  weightMax: GRANTS_DATED_BYTES_MAX,
  weigh: () => GRANT_BYTES,
});

/**
 * Grant whose first delivery fell into a second. Key: license, article and second. Null: several grants share
 * the second.
 */
export const firstMoments = new BoundedMap<string | null>({
  entriesMax: GRANTS_DATED_MAX,
  weightMax: GRANTS_DATED_BYTES_MAX,
  weigh: () => GRANT_BYTES,
});

/**
 * Cached responses. Key: token, path and query, `Accept` and content coding. An entry is dropped at
 * `untilMs`, when the bindings change, and when the ledger shard reports that its state is stale.
 */
export const answers = new BoundedMap<{ cached: CachedAnswer; under: SigningContext; keyChars: number }>({
  entriesMax: ANSWERS_CACHED_MAX,
  weightMax: ANSWERS_CACHED_BYTES_MAX,
  weigh: ({ cached, keyChars }) => answerBytes(cached) + keyChars,
});

/** Estimate for one item of a listing: its id and two numbers. */
const LISTED_BYTES = 150;
/** Estimate for the rights objects of a stamp; its texts are measured. */
const STAMP_BYTES = 4_000;
/** Estimate for a grant's name, its ids and one leaf. */
const GRANT_BYTES = 400;

/** Parsed JSON takes about twice the size of its text. */
function jsonBytes(document: object): number {
  return 2 * JSON.stringify(document).length;
}

/**
 * Formats cache the written text for the life of the article: as markup, as plain text, and as JSON
 * (formats/ninjs.ts).
 */
function textBytes({ item }: ArticleSnapshot): number {
  return 4 * JSON.stringify(item.blocks).length;
}

function compiledBytes(compiled: (CompiledLicense | CompiledRestriction)[]): number {
  return compiled.reduce((sum, license) => sum + bytesOf(license), 0);
}

function answerBytes(cached: CachedAnswer): number {
  if (cached.kind === 'refusal') return cached.text.length + jsonBytes(cached.problem);
  const { contentRequest, bareRequest, headers, rendition } = cached;
  // An entry is weighed once, before the second of its two requests exists, so the existing one counts twice.
  return (
    2 * (contentRequest ?? bareRequest ?? '').length +
    (rendition?.bytes.length ?? 0) +
    2 * (headers.get('Rights-Receipt') ?? '').length
  );
}

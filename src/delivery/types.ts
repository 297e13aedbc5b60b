/** The values that the caches of the delivery path hold: inputs of a decision, renditions and answers. */
import type { ArticleSnapshot } from '../articles/catalogue.ts';
import type { GrantRecord } from '../ledger/types.ts';
import type { LicenseBundle, PartnerExclusivity } from '../licensing/bundle.ts';
import type { Coding } from '../platform/content-coding.ts';
import type { Problem } from '../platform/problem.ts';
import type { CompiledLicense, CompiledRestriction } from '../rights/types.ts';

export interface LicenseContext {
  bundle: LicenseBundle;
  license: CompiledLicense;
  restrictions: CompiledRestriction[];
  exclusivities: ExclusivityContext[];
}

/** An exclusive right of another partner, for items covered by one of `selections`. */
export interface ExclusivityContext extends Omit<PartnerExclusivity, 'restriction'> {
  restriction: CompiledRestriction;
}

export interface ArticleContext {
  snapshot: ArticleSnapshot;
  restrictions: CompiledRestriction[];
}

/** `untilMs`: end of the time in which the isolate may use the cached article. Milliseconds, UTC. */
export interface CachedArticle extends ArticleContext {
  untilMs: number;
}

export interface StampedRendition {
  contentType: string;
  coding: Coding;
  /** UTF-8, content-encoded. */
  bytes: Uint8Array;
  /** `Content-Digest` of the bytes. */
  digest: string;
}

export interface Answer {
  /** Includes the headers of the content, or of the content that a GET would return. */
  headers: Headers;
  /** Null: no content has been requested so far. */
  rendition: StampedRendition | null;
}

/** What the `Last-Modified` of an answer depends on. */
export interface Dated {
  /** Milliseconds, UTC. */
  versionCreated: number;
  first?: Pick<GrantRecord, 'atMs'> | null | undefined;
  /** Start of the current release and bindings. Milliseconds, UTC. */
  sinceMs: number;
  now: number;
}

/** Where to record a cached response, and until when. */
export interface Replayable {
  object: string;
  /** Expiry of the decision. Milliseconds, UTC. */
  untilMs: number;
}

export interface CachedDelivery extends Replayable, Answer {
  kind: 'delivery';
  etag: string;
  grant: string;
  dated: Dated;
  /** Id of the grant's first delivery, which the receipt is about. */
  first: string;
  /** Serialized requests to record, with content and for HEAD or 304. Null: not requested yet. */
  contentRequest: string | null;
  bareRequest: string | null;
  /** `Last-Modified` is final; it may change until the second of the first delivery is over. */
  isDated?: boolean;
}

export interface CachedRefusal extends Replayable {
  kind: 'refusal';
  text: string;
  problem: Problem;
}

export type CachedAnswer = CachedDelivery | CachedRefusal;

/** Client of a gateway for a partner. */
import type { components, paths } from './api.ts';
import { type Article, type Component, FORMATS, stampOf } from './article.ts';
import {
  type Change,
  type ChangesOptions,
  followChanges,
  followEvents,
  type LicenseEvent,
} from './changes.ts';
import { Unreachable } from './errors.ts';
import type { ArticleJson, Ninjs } from './ninjs.ts';
import { Requests } from './request.ts';
import type { RetryOptions } from './retry.ts';
import { type Credentials, TokenSource } from './token.ts';
import type { Jwk, TrustedKeys } from './verify/keys.ts';
import { type SignedCheckpoint, verifyCheckpoint, verifyInclusion } from './verify/log.ts';
import type { PublishedText, ReceiptAnswer } from './verify/receipt.ts';

type Schemas = components['schemas'];
type Query<P extends keyof paths> = NonNullable<
  paths[P] extends { get: { parameters: { query?: infer Q } } } ? Q : never
>;

export type ListedArticle =
  paths['/v1/articles']['get']['responses'][200]['content']['application/json']['items'][number];
export type ListQuery = Omit<Query<'/v1/articles'>, 'cursor'>;
export type Decision = Schemas['DecisionAnswer'];
export type UnknownArticle = Schemas['UnknownArticle'];
export type DecisionQuestion = Schemas['DecisionQuestion'];
export type Use = DecisionQuestion['use'];
export type Me = Schemas['Me'];
export type NewPublication = Schemas['NewPublication'];
export type Publication = Schemas['PublicationEntry'];
export type EnteredReports = Schemas['EnteredReports'];
export type Usage = Schemas['LicenseUsage'];
export type PublicationQuery = Omit<Query<'/v1/publications'>, 'cursor'>;
export type UsageQuery = Query<'/v1/usage'>;
/** Use of a delivery, sent in the query. The members of a decision's `context` are named directly. */
export type DeliveryUse = Omit<Query<'/v1/articles/{id}/rights'>, never>;
export type Verdict = Schemas['ReceiptVerdict'];

export interface ClientOptions extends Partial<Credentials> {
  /** URL of the gateway, such as `https://gateway.agency.example`. Also the issuer of its receipts. */
  gateway: string;
  retry?: RetryOptions;
  /** Replaces the runtime's `fetch`. */
  fetch?: typeof fetch;
}

export interface DeliveryOptions {
  /** The intended use. Members that are not stated are decided for all licensed values. */
  use?: DeliveryUse;
  signal?: AbortSignal;
}

export interface ComponentOptions extends DeliveryOptions {
  /** Maximum width of a picture in pixels; a picture that is not wider is delivered as it is. */
  width?: NonNullable<Query<'/v1/articles/{id}/components/{component}'>['width']>;
  /** An earlier delivery; the content is sent again only if it has changed. */
  cached?: Component;
}

export interface ArticleOptions extends DeliveryOptions {
  /** A name of `FORMATS`, or a media type. */
  format?: keyof typeof FORMATS | (string & {});
  /** Version of the article. Default: the newest. */
  version?: string;
  /**
   * An earlier delivery; the content is sent again only if it has changed. Killed, held or newly restricted
   * content is refused.
   */
  cached?: Article;
}

export class Imprimatur {
  readonly gateway: string;
  readonly #requests: Requests;

  constructor({ gateway, retry, fetch: given, clientId, clientSecret, ...more }: ClientOptions) {
    this.gateway = gateway.replace(/(?<!\/)\/+$/, '');
    // A browser's `fetch` throws when it is called as a method of another object.
    const send: typeof fetch = given ?? ((...asked) => globalThis.fetch(...asked));
    const tokens =
      clientId !== undefined && clientSecret !== undefined
        ? new TokenSource(this.gateway, { clientId, clientSecret, ...more }, { fetch: send, retry })
        : undefined;
    this.#requests = new Requests(this.gateway, { tokens, fetch: send, retry });
  }

  /** Reads the partner, license, titles, limits and usage of the credentials. */
  me({ signal }: { signal?: AbortSignal } = {}): Promise<Me> {
    return this.#requests.json('/v1/me', { signal });
  }

  /**
   * Delivers an article. Each call is logged and may be billed: store the result and pass it as `cached` next
   * time.
   */
  article(id: string, options?: ArticleOptions & { format?: 'ninjs' | undefined }): Promise<Article<Ninjs>>;
  article(id: string, options: ArticleOptions & { format: 'article' }): Promise<Article<ArticleJson>>;
  article(id: string, options?: ArticleOptions): Promise<Article>;
  async article(id: string, options: ArticleOptions = {}): Promise<Article> {
    const { format = 'ninjs', version, use, cached, signal } = options;
    const accept = (FORMATS as Record<string, string>)[format] ?? format;
    const response = await this.#requests.send(`/v1/articles/${encodeURIComponent(id)}`, {
      query: { ...use, version },
      headers: { Accept: accept, ...(cached && { 'If-None-Match': cached.etag }) },
      signal,
    });
    if (response.status === 304) return { ...revalidated(cached, response), isRevalidated: true };
    const body = await response.text();
    return {
      ...stampOf(response),
      body,
      json: <T>() => JSON.parse(body) as T,
      isRevalidated: false,
    };
  }

  /** Delivers a single component, such as a photograph, under its own decision. */
  async component(
    article: string,
    component: string,
    { use, width, cached, signal }: ComponentOptions = {},
  ): Promise<Component> {
    const response = await this.#requests.send(
      `/v1/articles/${encodeURIComponent(article)}/components/${encodeURIComponent(component)}`,
      { query: { ...use, width }, headers: cached ? { 'If-None-Match': cached.etag } : {}, signal },
    );
    if (response.status === 304) return { ...revalidated(cached, response), isRevalidated: true };
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { ...stampOf(response), bytes, isRevalidated: false };
  }

  /** Lists the licensed articles, newest first, across pages. */
  list(
    query: ListQuery = {},
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<ListedArticle, void> {
    return this.#pages('/v1/articles', query, signal);
  }

  async *#pages<T>(path: string, query: object, signal: AbortSignal | undefined): AsyncGenerator<T, void> {
    let cursor: string | undefined;
    do {
      const page = await this.#requests.json<{ items: T[]; next: string | null }>(path, {
        query: { ...query, cursor },
        headers: { Accept: 'application/json' },
        signal,
      });
      yield* page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  /** Lists the licensed articles that match a search. */
  search(q: string, query: Omit<ListQuery, 'q'> = {}, options: { signal?: AbortSignal } = {}) {
    return this.list({ ...query, q } as ListQuery, options);
  }

  /**
   * Follows the kills and corrections of received articles: `for await (const event of client.events({ after:
   * stored }))`
   */
  events(options: ChangesOptions = {}): AsyncGenerator<LicenseEvent, void> {
    return followEvents(this.#requests, options);
  }

  /**
   * Follows the changes of licensed articles: `for await (const change of client.changes({ after: stored }))`
   */
  changes(options: ChangesOptions = {}): AsyncGenerator<Change, void> {
    return followChanges(this.#requests, options);
  }

  /** Decides whether a use is permitted. Nothing is logged or billed. */
  decide(article: string, use: Use = {}, { signal }: { signal?: AbortSignal } = {}): Promise<Decision> {
    return this.#requests.json('/v1/decisions', { json: { article, use }, isIdempotent: true, signal });
  }

  /**
   * Decides up to 100 questions in one request. The answers are in the order of the questions; an unknown
   * article has an `UnknownArticle`.
   */
  async decideAll(
    questions: DecisionQuestion[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<(Decision | UnknownArticle)[]> {
    const answer = await this.#requests.json<{ items: (Decision | UnknownArticle)[] }>('/v1/decisions', {
      json: questions,
      isIdempotent: true,
      signal,
    });
    return answer.items;
  }

  /** Reports publications. An identical report is accepted once, so it may be sent again. */
  reportPublications(
    reports: NewPublication | NewPublication[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<EnteredReports> {
    return this.#requests.json('/v1/publications', { json: reports, isIdempotent: true, signal });
  }

  /** Lists the publication reports, newest first, across pages. */
  publications(
    query: PublicationQuery = {},
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Publication, void> {
    return this.#pages('/v1/publications', query, signal);
  }

  /** Reads the usage and billing of the license in a period. Null if there is none. */
  async usage(query: UsageQuery, { signal }: { signal?: AbortSignal } = {}): Promise<Usage | null> {
    const { items } = await this.#requests.json<{ items: Usage[] }>('/v1/usage', {
      query: query as Record<string, string | undefined>,
      headers: { Accept: 'application/json' },
      signal,
    });
    return items[0] ?? null;
  }

  /** Verifies a receipt and a published text or page at the gateway, including licensed alterations. */
  verifyPublished(receipt: string, published: PublishedText & { html?: string } = {}): Promise<Verdict> {
    return this.#requests.json('/v1/receipts/verify', {
      json: { receipt, ...published },
      isIdempotent: true,
      isOpen: true,
    });
  }

  /** Says in the log what was done about an event. Idempotent; another state amends the one before. */
  acknowledge(acknowledgement: Schemas['NewAcknowledgement']): Promise<Schemas['EnteredReport']> {
    return this.#requests.json('/v1/acknowledgements', { json: acknowledgement, isIdempotent: true });
  }

  /** Reads the log entry of a receipt by its `jti`: digests, never text. `log` is the state of its proof. */
  receiptRecord(jti: string): Promise<ReceiptAnswer> {
    return this.#requests.json(`/v1/receipts/${encodeURIComponent(jti)}`, { isOpen: true });
  }

  /**
   * Reads the gateway's public keys. Store the result of `trustKeys` instead of reading them for every check.
   */
  publicKeys(): Promise<{ keys: Jwk[] }> {
    return this.#requests.json('/.well-known/jwks.json', { isOpen: true });
  }

  /**
   * Reads and verifies the newest checkpoint of a license's log or of the agency log. Throws if it is
   * invalid.
   */
  async checkpoint(
    keys: TrustedKeys,
    { license, size, origin }: { license?: string; size?: number; origin?: string } = {},
  ): Promise<SignedCheckpoint & { note: string }> {
    const path =
      license === undefined ? '/v1/log/checkpoint' : `/v1/audit/checkpoints/${encodeURIComponent(license)}`;
    const response = await this.#requests.send(path, { query: { size }, isOpen: license === undefined });
    const note = await response.text();
    const check = verifyCheckpoint(note, keys, { ...(origin !== undefined && { origin }) });
    if (!check.valid) throw new Unreachable(`The checkpoint is invalid: ${check.reason}`);
    return { ...check.checkpoint, note };
  }

  /** Reads the proof that a larger log of the license or of the agency extends a smaller one. */
  consistencyProof(
    from: number,
    to: number,
    { license }: { license?: string } = {},
  ): Promise<{ from: number; to: number; hashes: string[] }> {
    return license === undefined
      ? this.#requests.json('/v1/log/consistency', { query: { from, to }, isOpen: true })
      : this.#requests.json(`/v1/audit/proofs/${encodeURIComponent(license)}`, { query: { from, to } });
  }

  /**
   * Verifies that the log has the entry of one of your receipts, under a checkpoint signed by trusted keys.
   */
  async isInLog(
    claims: { license: string; log: { origin: string; index: number; leaf: string } },
    keys: TrustedKeys,
  ): Promise<boolean> {
    const { license, log } = claims;
    const proof = await this.#requests.json<{ size: number; hashes: string[]; checkpoint?: string }>(
      `/v1/audit/proofs/${encodeURIComponent(license)}`,
      { query: { index: log.index } },
    );
    const check = verifyCheckpoint(proof.checkpoint ?? '', keys, { origin: log.origin });
    return check.valid && verifyInclusion(log, proof, check.checkpoint);
  }
}

/** RFC 9110 §15.4.5: a 304 has a new log entry; the content is unchanged. */
function revalidated<T extends Article | Component>(cached: T | undefined, response: Response): T {
  if (!cached) throw new Unreachable('The gateway answered 304 to a request without a condition');
  const { receipt, entry, withheld } = stampOf(response);
  return { ...cached, entry, withheld, ...(receipt !== undefined && { receipt }) };
}

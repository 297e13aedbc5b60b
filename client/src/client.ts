/** A partner's view of a gateway. */
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
/** The use in the query of a delivery; `context` is for decisions, a delivery takes its members by name. */
export type DeliveryUse = Omit<Query<'/v1/articles/{id}/rights'>, never>;
export type Verdict = Schemas['ReceiptVerdict'];

export interface ClientOptions extends Partial<Credentials> {
  /** `https://gateway.agency.example`: also the issuer of its receipts. */
  gateway: string;
  retry?: RetryOptions;
  /** In place of the runtime's own. */
  fetch?: typeof fetch;
}

export interface DeliveryOptions {
  /** The use that is meant; what is not stated is decided for all licensed values. */
  use?: DeliveryUse;
  signal?: AbortSignal;
}

export interface ComponentOptions extends DeliveryOptions {
  /** Of a picture, in pixels: a smaller one, or as it is where it is no wider. */
  width?: NonNullable<Query<'/v1/articles/{id}/components/{component}'>['width']>;
  /** What was delivered before: sent again only if it would be another. */
  cached?: Component;
}

export interface ArticleOptions extends DeliveryOptions {
  /** One of `FORMATS`, or a media type. */
  format?: keyof typeof FORMATS | (string & {});
  /** A past version. */
  version?: string;
  /** What was delivered before: sent again only if it would be another. Killed, held or restricted meanwhile, it is refused. */
  cached?: Article;
}

export class Imprimatur {
  readonly gateway: string;
  readonly #requests: Requests;

  constructor({ gateway, retry, fetch: given, clientId, clientSecret, ...more }: ClientOptions) {
    this.gateway = gateway.replace(/(?<!\/)\/+$/, '');
    // Browsers' own `fetch` must not be called as a method of something else.
    const send: typeof fetch = given ?? ((...asked) => globalThis.fetch(...asked));
    const tokens =
      clientId !== undefined && clientSecret !== undefined
        ? new TokenSource(this.gateway, { clientId, clientSecret, ...more }, { fetch: send, retry })
        : undefined;
    this.#requests = new Requests(this.gateway, { tokens, fetch: send, retry });
  }

  /** What the credentials stand for: partner, license, titles, limits and use. */
  me({ signal }: { signal?: AbortSignal } = {}): Promise<Me> {
    return this.#requests.json('/v1/me', { signal });
  }

  /** Each call is entered in the log and may be billed: keep what it brings, and ask again with it as `cached`. */
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

  /** A photograph, graphic, logo… under its own decision. */
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

  /** What the license may use, newest first, page after page. */
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

  /** The list, of what has these words. */
  search(q: string, query: Omit<ListQuery, 'q'> = {}, options: { signal?: AbortSignal } = {}) {
    return this.list({ ...query, q } as ListQuery, options);
  }

  /** `for await (const event of client.events({ after: stored }))`: kills and corrections of what was delivered. */
  events(options: ChangesOptions = {}): AsyncGenerator<LicenseEvent, void> {
    return followEvents(this.#requests, options);
  }

  /** `for await (const change of client.changes({ after: stored }))` */
  changes(options: ChangesOptions = {}): AsyncGenerator<Change, void> {
    return followChanges(this.#requests, options);
  }

  /** May I? Entered nowhere, billed nothing. */
  decide(article: string, use: Use = {}, { signal }: { signal?: AbortSignal } = {}): Promise<Decision> {
    return this.#requests.json('/v1/decisions', { json: { article, use }, isIdempotent: true, signal });
  }

  /**
   * As `decide`, of at most 100 questions at once: answers in their order, and in the place of what is not
   * there, that.
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

  /** Reports where something was published. The same report is the same entry, so it may be sent again. */
  reportPublications(
    reports: NewPublication | NewPublication[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<EnteredReports> {
    return this.#requests.json('/v1/publications', { json: reports, isIdempotent: true, signal });
  }

  /** What was reported, newest first, page after page. */
  publications(
    query: PublicationQuery = {},
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Publication, void> {
    return this.#pages('/v1/publications', query, signal);
  }

  /**
   * What was used under the license in a period, and what is billed. Null: nothing is known of the period.
   */
  async usage(query: UsageQuery, { signal }: { signal?: AbortSignal } = {}): Promise<Usage | null> {
    const { items } = await this.#requests.json<{ items: Usage[] }>('/v1/usage', {
      query: query as Record<string, string | undefined>,
      headers: { Accept: 'application/json' },
      signal,
    });
    return items[0] ?? null;
  }

  /** The gateway's verdict on a receipt and a text or page as published, alterations that the license allows among it. */
  verifyPublished(receipt: string, published: PublishedText & { html?: string } = {}): Promise<Verdict> {
    return this.#requests.json('/v1/receipts/verify', {
      json: { receipt, ...published },
      isIdempotent: true,
      isOpen: true,
    });
  }

  /** What the log has of a receipt, by its `jti`: digests, never text. `log` says whether that is proved, or contradicted. */
  receiptRecord(jti: string): Promise<ReceiptAnswer> {
    return this.#requests.json(`/v1/receipts/${encodeURIComponent(jti)}`, { isOpen: true });
  }

  /** The keys as the gateway serves them. Keep what `trustKeys` makes of them; do not ask anew with every check. */
  publicKeys(): Promise<{ keys: Jwk[] }> {
    return this.#requests.json('/.well-known/jwks.json', { isOpen: true });
  }

  /** The newest checkpoint of a license's log, or of the agency's: checked, or an error. */
  async checkpoint(
    keys: TrustedKeys,
    { license, size, origin }: { license?: string; size?: number; origin?: string } = {},
  ): Promise<SignedCheckpoint & { note: string }> {
    const path =
      license === undefined ? '/v1/log/checkpoint' : `/v1/audit/checkpoints/${encodeURIComponent(license)}`;
    const response = await this.#requests.send(path, { query: { size }, isOpen: license === undefined });
    const note = await response.text();
    const check = verifyCheckpoint(note, keys, { ...(origin !== undefined && { origin }) });
    if (!check.valid) throw new Unreachable(`The checkpoint is not one to believe: ${check.reason}`);
    return { ...check.checkpoint, note };
  }

  /** A proof that a smaller log of the license, or of the agency, is how the larger one begins. */
  consistencyProof(
    from: number,
    to: number,
    { license }: { license?: string } = {},
  ): Promise<{ from: number; to: number; hashes: string[] }> {
    return license === undefined
      ? this.#requests.json('/v1/log/consistency', { query: { from, to }, isOpen: true })
      : this.#requests.json(`/v1/audit/proofs/${encodeURIComponent(license)}`, { query: { from, to } });
  }

  /** Whether the log has what a receipt says, under a checkpoint that its keys have signed. Own receipts only. */
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

/** RFC 9110 §15.4.5: what a 304 says of the entry is new; the content is what it was. */
function revalidated<T extends Article | Component>(cached: T | undefined, response: Response): T {
  if (!cached) throw new Unreachable('The gateway answered 304 to a request without a condition');
  const { receipt, entry, withheld } = stampOf(response);
  return { ...cached, entry, withheld, ...(receipt !== undefined && { receipt }) };
}

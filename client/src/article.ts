/** Deliveries: an article in one of its formats, or the bytes of a component. */

/** Names of formats for `format`, with their media types. */
export const FORMATS = {
  ninjs: 'application/json',
  ninjs2: 'application/ninjs+json;version=2.2',
  article: 'application/vnd.imprimatur.article+json',
  html: 'text/html',
  fragment: 'text/html;profile=fragment',
  'fragment-short': 'text/html;profile=fragment;stamp=short',
  body: 'text/html;profile=body',
  'body-short': 'text/html;profile=body;stamp=short',
  text: 'text/plain',
  markdown: 'text/markdown',
  'markdown-body': 'text/markdown;profile=body',
  'markdown-body-short': 'text/markdown;profile=body;stamp=short',
  newsml: 'application/vnd.iptc.g2.newsmessage+xml',
  newsitem: 'application/vnd.iptc.g2.newsitem+xml',
  nitf: 'application/nitf+xml',
} as const;

export interface Withheld {
  component: string;
  code: string;
}

export interface Stamped {
  /** The receipt, a compact JWS. Store it with what you publish. Absent if nothing was delivered. */
  receipt: string | undefined;
  /** Id of the log entry of the delivery. */
  entry: string;
  /** Components that were left out, with the reasons. */
  withheld: Withheld[];
  etag: string;
  lastModified: string;
  contentType: string;
}

/** `Json`: type of the parsed body. */
export interface Article<Json = unknown> extends Stamped {
  body: string;
  /** The parsed body of a JSON format. */
  json<T = Json>(): T;
  /** The gateway has confirmed that the delivery passed as `cached` is still current. */
  isRevalidated: boolean;
}

export interface Component extends Stamped {
  bytes: Uint8Array;
  isRevalidated: boolean;
}

export function stampOf({ headers }: Response): Stamped {
  return {
    receipt: headers.get('Rights-Receipt') ?? undefined,
    entry: headers.get('Rights-Entry') ?? '',
    withheld: withheldIn(headers.get('Rights-Withheld')),
    etag: headers.get('ETag') ?? '',
    lastModified: headers.get('Last-Modified') ?? '',
    contentType: headers.get('Content-Type') ?? '',
  };
}

/**
 * An RFC 9651 list of strings, each with its `code`. An item without a name stands for further components.
 */
export function withheldIn(header: string | null): Withheld[] {
  return [...(header ?? '').matchAll(/"([^"]*)";code=([\w-]+)/g)].map(([, component = '', code = '']) => ({
    component,
    code,
  }));
}

/** What a delivery brings: an article in one of its formats, or the bytes of a part. */

/** Formats by the names that `format` takes, with the media type that asks for each. */
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
  /** Compact JWS: keep it with what is published. Absent where nothing was delivered. */
  receipt: string | undefined;
  /** Where the delivery stands in the log. */
  entry: string;
  /** Parts that are not there, and why. */
  withheld: Withheld[];
  etag: string;
  lastModified: string;
  contentType: string;
}

/** `Json`: what the body of its format is, read. */
export interface Article<Json = unknown> extends Stamped {
  body: string;
  /** The body of a JSON format, read. */
  json<T = Json>(): T;
  /** The gateway has said that this, which was given as `cached`, is still what it would deliver. */
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

/** An RFC 9651 list of strings, each with its `code`. One without a name stands for those that are not named. */
export function withheldIn(header: string | null): Withheld[] {
  return [...(header ?? '').matchAll(/"([^"]*)";code=([\w-]+)/g)].map(([, component = '', code = '']) => ({
    component,
    code,
  }));
}

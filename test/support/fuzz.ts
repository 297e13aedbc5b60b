/**
 * Requests that nobody means well by, made from a seed: bent paths, headers, bodies, cursors, ids, search
 * text and unicode, with tokens of every kind. What must hold of every answer is checked here.
 */
import fc from 'fast-check';

export interface Fuzzed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface FuzzFixture {
  /** Real ids, so that some requests get far. */
  ids: string[];
  /** Tokens of partner, desk and auditor. */
  tokens: string[];
  /** As the app registers them: `GET /v1/articles/:id`. */
  routes: string[];
}

const NASTY = [
  '',
  '%00',
  '..%2f..',
  "' OR 1=1 --",
  '"',
  '*',
  'NEAR(a b)',
  '{"$gt":1}',
  '-1',
  '1e309',
  '９',
  '\u202e',
  '😀',
  'ﷺ'.repeat(20),
  'a'.repeat(5_000),
  'bnVsbA',
  'eyJ9',
  '__proto__',
  'constructor',
];
const QUERY_NAMES = [
  'q',
  'section',
  'type',
  'language',
  'since',
  'cursor',
  'limit',
  'use',
  'title',
  'territory',
  'channel',
  'purpose',
  'version',
  'license',
  'index',
  'size',
  'from',
  'to',
  'month',
  '__proto__',
];
const HEADER_NAMES = [
  'Accept',
  'If-None-Match',
  'Range',
  'Content-Type',
  'Content-Encoding',
  'DPoP',
  'CF-Connecting-IP',
  'X-Forwarded-For',
  'X-HTTP-Method-Override',
];
/** What an HTTP client can send at all. */
const headerText = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').trim();

export function fuzzed({ ids, tokens, routes }: FuzzFixture): fc.Arbitrary<Fuzzed> {
  const word = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.constantFrom(...ids),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 12 }),
  );
  const path = fc
    .record({
      route: fc.constantFrom(...routes),
      parts: fc.array(fc.oneof(fc.constantFrom(...ids), word), { minLength: 2, maxLength: 2 }),
      query: fc.array(fc.tuple(fc.constantFrom(...QUERY_NAMES), word), { maxLength: 3 }),
    })
    .map(({ route, parts, query }) => {
      let next = 0;
      const encode = (text = '') => encodeURIComponent(text.toWellFormed()).slice(0, 3_000) || 'x';
      const named = (route.split(' ')[1] ?? '').replace(/:[a-z]+/g, () => encode(parts[next++]));
      const search = new URLSearchParams(
        query.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
      );
      return {
        method: route.split(' ')[0] ?? 'GET',
        path: `${named}${query.length > 0 ? `?${search}` : ''}`,
      };
    });
  const authorization = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
    { weight: 1, arbitrary: fc.constantFrom(...tokens).map((token) => `DPoP ${token}`) },
    { weight: 1, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token.slice(0, -1)}`) },
    { weight: 1, arbitrary: word.map((text) => headerText(`Bearer ${text}`.slice(0, 200))) },
    { weight: 1, arbitrary: fc.constant('') },
  );
  const json = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
    fc
      .record(
        { article: word, use: fc.record({ action: word, title: word }), name: word, scope: word, text: word },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
    word,
    fc.constant(`${'['.repeat(3_000)}${']'.repeat(3_000)}`),
  );
  return fc
    .record({
      target: path,
      authorization,
      extra: fc.array(fc.tuple(fc.constantFrom(...HEADER_NAMES), word), { maxLength: 2 }),
      json,
      other: fc.oneof(
        { weight: 9, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS') },
      ),
    })
    .map(({ target, authorization: credentials, extra, json: body, other }) => {
      const method = other ?? target.method;
      return {
        method,
        path: target.path,
        headers: {
          'Content-Type': 'application/json',
          ...Object.fromEntries(extra.map(([name, value]) => [name, headerText(value).slice(0, 500)])),
          ...(credentials && { Authorization: credentials }),
        },
        ...(method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && { body: body.toWellFormed() }),
      };
    });
}

/** The desk sees articles in its own views. They are no deliveries, so they have no entry. */
export const isDeskView = ({ path, headers }: Fuzzed, desk: string): boolean =>
  path.startsWith('/v1/admin/') && headers.Authorization === `Bearer ${desk}`;

/**
 * What is wrong with an answer; null: nothing. `secret` matches text that leaves in deliveries only: they
 * name their entry. Null: the answer may have it.
 */
export function wrongWith(
  { status, headers, text }: { status: number; headers: Headers; text: string },
  secret: RegExp | null,
): string | null {
  // 503 says that a store is out of reach; here none is.
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (secret?.test(text) && !headers.has('Rights-Entry'))
    return `content without an entry: ${text.slice(0, 300)}`;
  if (/at \S+ \(?\S+\.[jt]s:\d+/.test(text)) return `tells of the inside: ${text.slice(0, 300)}`;
  return null;
}

/** Headers, addresses, forms and small bodies of requests. */
import { authenticateClient } from '../../../../src/access/client-auth.ts';
import { verifyProof } from '../../../../src/access/dpop.ts';
import { parseAuthorizationResponse } from '../../../../src/access/identity/code-flow/authorization-response.ts';
import { importKeySet, importPublicKey } from '../../../../src/access/jose/public-key.ts';
import { keyRing } from '../../../../src/access/keyring.ts';
import { TOKEN_REQUEST_BYTES_MAX } from '../../../../src/access/limits.ts';
import { SESSION_COOKIE, sessionIdOf } from '../../../../src/access/sessions/cookie.ts';
import { parseCredentials, verifyToken } from '../../../../src/access/token.ts';
import { parseExchange } from '../../../../src/access/token-exchange.ts';
import { parseRevocation, parseTokenRequest } from '../../../../src/access/token-request.ts';
import { SEARCH_CHARS_MAX } from '../../../../src/articles/limits.ts';
import { parseQuery } from '../../../../src/articles/search/query.ts';
import { eachWord } from '../../../../src/articles/search/words.ts';
import { readForm } from '../../../../src/console/forms/read.ts';
import { pickLanguage } from '../../../../src/console/frame/messages.ts';
import { matches } from '../../../../src/delivery/conditional.ts';
import { listQuery, toFeedFilter } from '../../../../src/delivery/list-query.ts';
import {
  newDeclaration,
  newPublication,
  PUBLICATION_COLUMNS,
} from '../../../../src/delivery/publication-reports/schemas.ts';
import { readTable } from '../../../../src/delivery/publication-reports/table.ts';
import { statedUseBody, statedUseQuery, useOfQuery } from '../../../../src/delivery/stated-use.ts';
import { whatIfQuestion } from '../../../../src/delivery/what-if/schemas.ts';
import { negotiate, splitSuffix } from '../../../../src/formats/negotiate.ts';
import { parseNote } from '../../../../src/ledger/transparency/note.ts';
import { parseRange } from '../../../../src/platform/byte-range.ts';
import { addressAllowed, addressBlock } from '../../../../src/platform/cidr.ts';
import { codingOf } from '../../../../src/platform/content-coding.ts';
import { openCursor } from '../../../../src/platform/cursor.ts';
import { faultsOf } from '../../../../src/platform/http.ts';
import { FORM_BYTES_MAX, URL_LENGTH_MAX } from '../../../../src/platform/limits.ts';
import { waitPreferred } from '../../../../src/platform/prefer.ts';
import { isTrustworthy } from '../../../../src/platform/web-address.ts';
import { testKeys } from '../../../support/keys.ts';
import { bare, type Parser, within, wordsOf } from '../parsers.ts';
import { jsonOf } from './newsroom.ts';

/** Bytes of all headers of a request that the platform lets through. */
const HEADER_BYTES_MAX = 128 * 1024;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const NOW = Date.UTC(2026, 10, 20);
const ISSUER = 'https://gateway.example';
const ring = await keyRing(testKeys);

const header = (
  name: string,
  pieces: readonly string[],
  wraps: readonly string[],
  read: (text: string) => unknown,
  frames: Parser['frames'] = [bare],
): Parser => ({
  name: `header ${name}`,
  bytesMax: HEADER_BYTES_MAX,
  frames,
  words: wordsOf(pieces, wraps, ['base64url', 'base64']),
  read,
});

const JWS = [
  ...['eyJhbGciOiJFZERTQSJ9.', 'eyJ', 'AAAA', '.'],
  '{"alg":"EdDSA",',
  '"a§":1,',
  '"jwk":{"kty":"OKP"},',
];
const inJws = [
  bare,
  within('', '.AAAA.AAAA', 'base64url'),
  within('eyJhbGciOiJFZERTQSJ9.', '.AAAA', 'base64url'),
];

const lookup = {
  secret: async () => null,
  publicKeys: async () => [],
  useOnce: async () => true,
  noteRefusal: () => {},
};
const circumstances = { issuer: ISSUER, address: '192.0.2.1', now: NOW };

const headers: Parser[] = [
  header(
    'Accept',
    ['text/html,', 'text/*;q=0.5,', '*/*;q=0.§,', ';a=b', ';a="b', 'a/b;c=d,', '/', ';', ','],
    ['a/b;q="…"', 'a/b…', '"…"'],
    negotiate,
  ),
  header('Prefer', ['wait=1,', 'a§=b,', '"', '\\"', ';a=b', '=', ', '], ['a="…"', 'a=b;…', '"…",'], (text) =>
    waitPreferred(text, 30),
  ),
  header('Range', ['0-1,', 'bytes=', '-', '\t', '0'], ['bytes=…'], (text) => parseRange(text, 1_000), [
    bare,
    within('bytes='),
  ]),
  header('If-None-Match', ['"a",', 'W/"a",', 'W/', '*', ', '], ['"…",'], (text) => matches(text, '"x"')),
  header('Accept-Encoding', ['gzip,', 'gzip;q=0.§,', ';q=1', ' '], [], codingOf),
  header('Accept-Language', ['de,', 'en-a-b;q=0.5,', ';q=1', '-a', 'q=1.'], [], (text) =>
    pickLanguage(undefined, text),
  ),
  header('Cookie', ['a=b;', `${SESSION_COOKIE}=a;`, `${SESSION_COOKIE}=`, '; ', '.'], [], (text) =>
    sessionIdOf({ req: { header: () => text }, env: { SIGNING_KEYS: testKeys } } as never),
  ),
  header(
    'Authorization',
    ['Bearer ', 'Basic ', 'DPoP ', 'A', '=', '%41', ':', ...JWS],
    ['Basic …', 'Bearer …'],
    async (text) => {
      parseTokenRequest(text, new URLSearchParams());
      const credentials = parseCredentials(text);
      if (credentials) await verifyToken(credentials.token, { issuer: ISSUER, ring, now: NOW });
    },
    [
      bare,
      within('Basic ', '', 'base64'),
      within('Bearer '),
      within('Bearer eyJhbGciOiJFZERTQSJ9.', '.AAAA', 'base64url'),
    ],
  ),
  header(
    'DPoP',
    JWS,
    ['[…]', '{"jwk":…}'],
    (text) => verifyProof(text, { method: 'GET', url: ISSUER, now: NOW }),
    inJws,
  ),
  header('CF-Connecting-IP', ['1.', 'f:', '::', ':', '0'], [], (text) => [
    addressBlock(text),
    addressAllowed(['192.0.2.0/24'], text),
  ]),
];

const query = (text: string) => Object.fromEntries(new URLSearchParams(text));
const NAMES = ['q=', 'a§=b&', 'a=b&', '%41', '%', '+', '&', '='];

const addresses: Parser[] = [
  {
    name: 'cursor',
    bytesMax: URL_LENGTH_MAX,
    frames: [bare],
    words: wordsOf(['A', '_', '=', '-'], [], ['base64url']),
    read: (text) => openCursor(testKeys, { list: 'feed', reader: 'lic_1', filter: {} }, text),
  },
  {
    name: 'query of a list',
    bytesMax: URL_LENGTH_MAX,
    frames: [bare, within('q=')],
    words: wordsOf([...NAMES, 'word+', '%22', '-a+', 'a*+', '%EF%B7%BA', '%F0%9F%98%80'], ['q="…"'], ['url']),
    read: (text) => {
      const read = listQuery.safeParse(query(text));
      if (read.success) toFeedFilter(read.data);
      else faultsOf(read.error);
    },
  },
  {
    name: 'query of a use',
    bytesMax: URL_LENGTH_MAX,
    frames: [bare, within('title='), within('absoluteSize='), within('event=')],
    words: wordsOf([...NAMES, 'a ', '1', ' px', '.', '#'], [], ['url']),
    read: (text) => {
      const read = statedUseQuery.safeParse(query(text));
      if (read.success) useOfQuery(read.data);
      else faultsOf(read.error);
    },
  },
  {
    name: 'search words',
    bytesMax: 1_000_000,
    frames: [bare],
    words: wordsOf(
      ['word ', '"', '-', '* ', '漢', '각', 'ß', '\u0301', 'ﷺ', 'a\u0301\u0316', 'กำ'],
      ['"…" ', '-…'],
    ),
    read: (text) => {
      parseQuery(text.slice(0, SEARCH_CHARS_MAX));
      let words = 0;
      for (const _ of eachWord(text)) words += 1;
      return words;
    },
  },
  {
    name: 'address of an article',
    bytesMax: URL_LENGTH_MAX,
    frames: [bare],
    words: wordsOf(['.', '.html', '/', '%2f', 'itm_'], ['a.…']),
    read: splitSuffix,
  },
  {
    name: 'web address',
    bytesMax: BODY_BYTES_MAX,
    frames: [bare, within('https://'), within('https://a/')],
    words: wordsOf(['a.', '/', '/../', '%41', '@', ':', 'xn--', 'ü', '#', '?a=b&'], ['https://…/']),
    read: isTrustworthy,
  },
];

const FORM = [
  'grant_type=client_credentials&',
  'a§=b&',
  'a=&',
  '%41',
  '&',
  '=',
  'scope=a+',
  'authorization_details=',
];

const json = (
  name: string,
  schema: { safeParse(value: unknown): { success: boolean; error?: unknown } },
  pieces: readonly string[],
  frames: Parser['frames'],
): Parser => ({
  name,
  bytesMax: BODY_BYTES_MAX,
  frames,
  words: wordsOf(
    ['"a§":1,', '"a",', '[],', '{},', ...pieces],
    ['[…0],', '{"a":…0},', '"…",', '"a§":"…",'],
    ['json'],
  ),
  read: (text) => {
    const read = schema.safeParse(jsonOf(text));
    if (!read.success) faultsOf(read.error as never);
  },
});

const bodies: Parser[] = [
  {
    name: 'token request',
    bytesMax: TOKEN_REQUEST_BYTES_MAX,
    frames: [
      bare,
      within('grant_type=client_credentials&client_id=a&client_secret=b&'),
      within('grant_type=client_credentials&client_id=a&client_secret=b&authorization_details=', '', 'url'),
    ],
    words: wordsOf(
      [...FORM, '[{"type":"news_license"},', '"a",'],
      ['[…]', '{"actions":[…"a"]}', '[{"a":…}]'],
      ['url'],
    ),
    read: (text) => {
      const form = new URLSearchParams(text);
      parseTokenRequest(undefined, form);
      parseRevocation(undefined, form);
      parseExchange({ authorization: undefined, accessJwt: undefined, site: undefined }, form, ISSUER);
    },
  },
  {
    name: 'client assertion',
    bytesMax: TOKEN_REQUEST_BYTES_MAX,
    frames: inJws,
    words: wordsOf(
      [...JWS, '"sub":"key_00000000000000000000000000000000",'],
      ['[…]', '{"sub":"…"}'],
      ['base64url'],
    ),
    read: (assertion) => authenticateClient({ kind: 'assertion', assertion }, lookup, circumstances),
  },
  {
    name: 'client secret',
    bytesMax: TOKEN_REQUEST_BYTES_MAX,
    frames: [bare, within('imp_live_key_')],
    words: wordsOf(['imp_live_', 'key_', '0', '_']),
    read: (secret) => authenticateClient({ kind: 'secret', id: 'key_1', secret }, lookup, circumstances),
  },
  {
    name: 'sign-in answer',
    bytesMax: URL_LENGTH_MAX,
    frames: [bare, within('state=a&')],
    words: wordsOf([...NAMES, 'code=a&', 'error=e&', 'iss=i&']),
    read: (text) =>
      parseAuthorizationResponse(new URLSearchParams(text), { state: 'a', issuer: ISSUER } as never, {
        isOnly: true,
      }),
  },
  {
    name: 'public key',
    bytesMax: BODY_BYTES_MAX,
    frames: [
      within('{"kty":"RSA","e":"AQAB","n":"', '"}'),
      within('{"kty":"OKP","crv":"Ed25519","key_ops":[', '"verify"]}'),
      within('{"keys":[', '{}]}'),
      within('{"kty":"RSA","n":"AQAB","e":"', '"}'),
    ],
    words: wordsOf(
      [
        'A',
        'AQAB',
        '"verify",',
        '"o§",',
        '{"kty":"RSA"},',
        '{"kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"k§"},',
      ],
      ['[…0],'],
      ['base64url'],
    ),
    read: async (text) => [await importPublicKey(jsonOf(text)), await importKeySet(jsonOf(text))],
  },
  {
    name: 'report as CSV',
    bytesMax: BODY_BYTES_MAX,
    frames: [bare, within('title,url,components\n'), within('title,components\na,"', '"')],
    words: wordsOf(
      ['a,', '"a",', '""', '"', '\n', '\r\n', 'a,b,c\n', 'title,', 'a§,', ';', 'TITLE,', 'ti-tle,', 'a b;'],
      ['"…"', '"…",', '"…"\n'],
    ),
    read: (text) => {
      const read = readTable(text, PUBLICATION_COLUMNS);
      if (read.ok) for (const { value } of read.rows) newPublication.safeParse(value);
    },
  },
  json(
    'report as JSON',
    newPublication,
    ['"components":["a"],', '"b",', 'https://a/', '/../'],
    [
      within(
        '{"article":"itm_00000000000000000000000000000001","title":"t","channel":"web","publishedAt":"2026-11-20T00:00:00Z","components":[',
        '"z"]}',
      ),
      within(
        '{"article":"itm_00000000000000000000000000000001","title":"t","channel":"web","publishedAt":"2026-11-20T00:00:00Z","url":"',
        '"}',
        'json',
      ),
      within('{', '"title":"t"}'),
    ],
  ),
  json('declaration', newDeclaration, [], [within('{', '"title":"t"}'), within('{"title":"', '"}', 'json')]),
  json(
    'stated use',
    statedUseBody,
    [],
    [
      within('{', '"title":"t"}'),
      within('{"title":"', '"}', 'json'),
      within('{"context":{', '"count":1}}'),
      within('{"context":{"event":"', '"}}', 'json'),
    ],
  ),
  json(
    'what-if question',
    whatIfQuestion,
    ['{"text":"JAPAN OUT"},', '"restrictions":[],'],
    [within('{', '"article":"a"}'), within('{"restrictions":[', '{}]}'), within('{"terms":{', '"uses":[]}}')],
  ),
  {
    name: 'form of the console',
    bytesMax: FORM_BYTES_MAX,
    frames: [bare],
    words: wordsOf(
      [
        '/a=b&',
        '/rows/§/a=b&',
        '/rows/0/a=b&',
        '/rows/999999/a=b&',
        '/lines=a%0A',
        'a,',
        '_add=/rows&',
        '/json=',
        '[',
        '/at=2026-01-01T00:00&',
      ],
      ['/json=…&'],
    ),
    read: (text) => {
      // What a form is asked for, without Node's own, which takes long to fill.
      const form = new URLSearchParams(text) as unknown as FormData;
      const field = (path: string, kind: string) => ({ path, kind, label: 'a' }) as never;
      const rows = { path: '/rows', kind: 'rows', label: 'a', fields: [field('/a', 'text')] } as never;
      const fields = [
        field('/a', 'text'),
        field('/lines', 'lines'),
        field('/json', 'json'),
        field('/at', 'instant'),
        rows,
      ];
      readForm(fields, form, { zone: 'UTC', emptied: 'absent' });
    },
  },
  {
    name: 'signed note',
    bytesMax: 1_000_000,
    frames: [bare, within('origin\n1\nAAAA\n\n')],
    words: wordsOf(['— a AAAAAAAA\n', '— ', '\n\n', '\n', '+', 'A'], ['— … AAAA\n']),
    read: parseNote,
  },
];

export const REQUESTS: readonly Parser[] = [...headers, ...addresses, ...bodies];

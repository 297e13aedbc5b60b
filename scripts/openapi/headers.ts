/** The headers that answers carry, and which answer carries which. */
import { isDelivery } from './doors.ts';
import type { Header, Parameter } from './types.ts';

const string = { type: 'string' };

const WORDS: Record<string, { description: string; schema?: Header['schema'] }> = {
  'Rights-Receipt': {
    description:
      'The signed receipt of this delivery: a compact JWS, `typ` `rights-receipt+jwt`. Keep it with what you publish.',
    schema: { ...string, pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' },
  },
  'Rights-Entry': {
    description: 'Where this stands in the log',
    schema: { ...string, pattern: '^(dlv|rfs)_' },
  },
  'Rights-Withheld': {
    description:
      'Components that are not in the answer: an RFC 9651 list, each with its `code`. Absent: none.',
  },
  'Rights-Statement': {
    description:
      'Of a picture with Content Credentials, into whose file no rights are written: an RFC 9651 dictionary of `notice`, `owner`, `credit`, `licensor`, `license`, `data-mining` and `terms`',
  },
  ETag: {
    description: 'Strong: over version, format, decision and license version',
    schema: { ...string, pattern: '^(W/)?"[^"]+"$' },
  },
  'Last-Modified': { description: 'When the version was created' },
  Link: {
    description:
      'Links (RFC 8288): `rel="license"` leads to the licensing page; of a picture with Content Credentials, `rel="describedby"` to the record of its receipt; in lists, `rel="next"` to the next page',
  },
  Vary: { description: 'The request headers that the answer depends on' },
  'Cache-Control': { description: 'RFC 9111; what partners get is `private`' },
  'WWW-Authenticate': { description: 'RFC 6750 §3, RFC 9449 §7.1: what a token has to be like' },
  'Retry-After': {
    description: 'Seconds to wait before the next try',
    schema: { ...string, pattern: '^[0-9]+$' },
  },
  'Request-Id': {
    description: 'Names the request in the log of the gateway: quote it when you ask about this answer',
    schema: { ...string, pattern: '^req_[0-9a-f]{32}$' },
  },
  'Preference-Applied': { description: 'RFC 7240: how long the gateway was ready to wait' },
  'Content-Digest': { description: 'RFC 9530: `sha-256` of the bytes' },
  'Repr-Digest': { description: 'RFC 9530: `sha-256` of the whole, of which a range is a part' },
  'Content-Range': { description: 'RFC 9110 §14.4: which bytes these are' },
  'Accept-Ranges': { description: '`bytes`: ranges may be asked for' },
  'Content-Disposition': { description: 'RFC 6266: a name to store it under' },
  'Export-To': {
    description:
      'The instant (exclusive) that the export goes up to: as `to`, a later answer is of the same entries',
    schema: { ...string, pattern: '^[0-9-]+T[0-9:.]+Z$' },
  },
  'Export-Last': {
    description: 'Id of the last entry of the whole export. Absent: there is none.',
    schema: { ...string, pattern: '^[a-z]{3}_' },
  },
  'Export-Archived': {
    description:
      'Months of which matching entries may lie in the archive, and are not exported until they are restored',
  },
  'Export-Deleted': {
    description:
      'By month, how many of the entries that may match have no text any more: `2024-01=1204, 2024-02=987`',
  },
  'Content-Location': { description: 'Where this very answer can be had again' },
};

/** Each under its name, and once more as one that an answer must have. */
export function headerComponents(): Record<string, Header> {
  return Object.fromEntries(
    Object.entries(WORDS).flatMap(([name, { description, schema = string }]) => [
      [name, { description, schema }],
      [`${name}Required`, { description, required: true, schema }],
    ]),
  );
}

const optional = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
const required = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}Required` }]));

export function headersOf(path: string, status: string): Record<string, Header> {
  if (isDelivery(path)) {
    const ranges = path.includes('/components/')
      ? optional('Accept-Ranges', 'Content-Digest', 'Repr-Digest', 'Rights-Statement')
      : optional('Content-Digest');
    const statement = path.includes('/components/') ? ['Rights-Statement'] : [];
    const common = required('Rights-Entry', 'ETag', 'Last-Modified', 'Link', 'Vary', 'Cache-Control');
    if (status === '200')
      return { ...required('Rights-Receipt'), ...common, ...optional('Rights-Withheld'), ...ranges };
    if (status === '206') return { ...required('Rights-Receipt', 'Content-Range'), ...common, ...ranges };
    if (status === '304')
      return { ...common, ...optional('Rights-Receipt', 'Rights-Withheld', ...statement) };
  }
  if (path.startsWith('/v1/audit/exports/') && status === '200')
    return {
      ...required('Cache-Control', 'Content-Disposition', 'Export-To'),
      ...optional('Export-Last', 'Export-Archived', 'Export-Deleted'),
    };
  if (path.startsWith('/v1/audit/evidence/') && status === '200')
    return required('Cache-Control', 'Content-Disposition');
  if (path === '/v1/log/timestamp') return { ...optional('Content-Location'), ...required('Cache-Control') };
  if (path.endsWith('/checkpoint') || path.includes('/checkpoints/{'))
    return { ...required('Last-Modified', 'Cache-Control'), ...optional('Link') };
  if (
    /^\/v1\/(feeds\/\{address\}\/)?(articles|changes)(\.\w+)?$/.test(path) &&
    (status === '200' || status === '304')
  )
    return {
      ...required('Cache-Control', 'ETag', 'Vary'),
      ...optional('Link', 'Content-Digest', ...(path === '/v1/changes' ? ['Preference-Applied'] : [])),
    };
  if (path === '/v1/events' && status === '200')
    return { ...required('Cache-Control', 'Vary'), ...optional('Link', 'Preference-Applied') };
  return required('Cache-Control');
}

const sent = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'header',
  description,
  schema: string,
  example,
});

/** What a request may say in its headers. `Accept` is told by the media types of the answer. */
export function headerParametersOf(path: string): Parameter[] {
  const isList = /^\/v1\/(feeds\/\{address\}\/)?(articles|changes)(\.\w+)?$/.test(path);
  return [
    ...(isList || isDelivery(path)
      ? [
          sent(
            'If-Match',
            'The `ETag` of what must still be what comes: otherwise 412. The tags of lists are weak, so `*` alone holds for them',
            '"weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"',
          ),
          sent(
            'If-None-Match',
            'The `ETag` of what is at hand: 304 if it still is what would come',
            '"weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"',
          ),
        ]
      : []),
    ...(isDelivery(path)
      ? [
          sent(
            'If-Modified-Since',
            'Its `Last-Modified`, as it was sent; not looked at beside `If-None-Match`',
            'Tue, 24 Nov 2026 12:31:55 GMT',
          ),
          sent(
            'If-Unmodified-Since',
            'Its `Last-Modified`: 412 if it has changed since; not looked at beside `If-Match`',
            'Tue, 24 Nov 2026 12:31:55 GMT',
          ),
        ]
      : []),
    ...(path === '/v1/changes' || path === '/v1/events'
      ? [sent('Prefer', 'RFC 7240: seconds that an empty answer may wait for something new', 'wait=25')]
      : []),
  ];
}

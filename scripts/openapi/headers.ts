import { isDelivery } from './doors.ts';
import { type Header, type Parameter, string } from './types.ts';

const WORDS: Record<string, { description: string; schema?: Header['schema'] }> = {
  'Rights-Receipt': {
    description:
      'The signed receipt of this delivery, a compact JWS of `typ` `rights-receipt+jwt`. Keep it with what you publish.',
    schema: { ...string, pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' },
  },
  'Rights-Entry': {
    description: 'Id of the log entry of this request',
    schema: { ...string, pattern: '^(dlv|rfs)_' },
  },
  'Rights-Withheld': {
    description: 'Components that were left out: an RFC 9651 list, each item with its `code`. Absent: none.',
  },
  'Rights-Statement': {
    description:
      'The rights of a picture with Content Credentials, whose file has no embedded rights: an RFC 9651 dictionary of `notice`, `owner`, `credit`, `licensor`, `license`, `data-mining` and `terms`',
  },
  ETag: {
    description: 'A strong tag of version, format, decision and license version; weak in lists',
    schema: { ...string, pattern: '^(W/)?"[^"]+"$' },
  },
  'Last-Modified': { description: 'When the version was created' },
  Link: {
    description:
      'Links (RFC 8288): `rel="license"` is the licensing page; `rel="describedby"`, for a picture with Content Credentials, the record of its receipt; `rel="next"`, in lists, the next page',
  },
  Vary: { description: 'The request headers on which the response depends' },
  'Cache-Control': { description: 'Caching directives (RFC 9111); `private` for partners' },
  'WWW-Authenticate': { description: 'The kind of token that is required (RFC 6750 §3, RFC 9449 §7.1)' },
  'Retry-After': {
    description: 'Number of seconds to wait before the next attempt',
    schema: { ...string, pattern: '^[0-9]+$' },
  },
  'Request-Id': {
    description: 'Id of the request in the log of the gateway; quote it when you ask about this response',
    schema: { ...string, pattern: '^req_[0-9a-f]{32}$' },
  },
  'Preference-Applied': { description: 'How long the gateway was prepared to wait (RFC 7240)' },
  'Content-Digest': { description: '`sha-256` of the bytes sent (RFC 9530)' },
  'Repr-Digest': { description: '`sha-256` of the whole content, of which a range is a part (RFC 9530)' },
  'Content-Range': { description: 'The range of bytes sent (RFC 9110 §14.4)' },
  'Accept-Ranges': { description: '`bytes`: ranges can be requested' },
  'Content-Disposition': { description: 'Suggested file name (RFC 6266)' },
  'Export-To': {
    description:
      'The instant (exclusive) at which the export ends; sent as `to`, a later export has the same entries',
    schema: { ...string, pattern: '^[0-9-]+T[0-9:.]+Z$' },
  },
  'Export-Last': {
    description: 'Id of the last entry of the complete export. Absent: the export has no entries.',
    schema: { ...string, pattern: '^[a-z]{3}_' },
  },
  'Export-Archived': {
    description: 'Months of which entries were deleted; the table does not include these',
  },
  'Export-Deleted': {
    description:
      'Number of possibly matching entries whose text has been deleted, by month: `2024-01=1204, 2024-02=987`',
  },
  'Content-Location': { description: 'The address of exactly this response' },
};

/** Each header twice: optional under its name, and required as `<name>Required`. */
export function headerComponents(): Record<string, Header> {
  return Object.fromEntries(
    Object.entries(WORDS).flatMap(([name, { description, schema = string }]) => [
      [name, { description, schema }],
      [`${name}Required`, { description, required: true, schema }],
    ]),
  );
}

export const optional = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
export const required = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}Required` }]));

const isListOrFeed = (path: string) => /^\/v1\/(feeds\/\{address\}\/)?(articles|changes)(\.\w+)?$/.test(path);

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
      ...optional('Export-Last', 'Export-Deleted'),
    };
  if (path === '/v1/audit/reports/society' && status === '200')
    return { ...required('Cache-Control'), ...optional('Export-Archived') };
  if (path.startsWith('/v1/audit/evidence/') && status === '200')
    return required('Cache-Control', 'Content-Disposition');
  if (path === '/v1/log/timestamp') return { ...optional('Content-Location'), ...required('Cache-Control') };
  if (path.endsWith('/checkpoint') || path.includes('/checkpoints/{'))
    return { ...required('Last-Modified', 'Cache-Control'), ...optional('Link') };
  if (isListOrFeed(path) && (status === '200' || status === '304'))
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

/** Request headers. The media types of the responses describe `Accept`. */
export function headerParametersOf(path: string): Parameter[] {
  return [
    ...(isListOrFeed(path) || isDelivery(path)
      ? [
          sent(
            'If-Match',
            'The response is 412 unless the current `ETag` is this one. The tags of lists are weak, so only `*` matches for them',
            '"weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"',
          ),
          sent(
            'If-None-Match',
            'The `ETag` of the copy you have. The response is 304 if it is still current',
            '"weirtTOaz06U2Jug7nCMjF7VKQw.f3Zk0aQx.ninjs"',
          ),
        ]
      : []),
    ...(isDelivery(path)
      ? [
          sent(
            'If-Modified-Since',
            'The `Last-Modified` of the copy you have. Ignored when `If-None-Match` is present',
            'Tue, 24 Nov 2026 12:31:55 GMT',
          ),
          sent(
            'If-Unmodified-Since',
            'The response is 412 if the article has changed since. Ignored when `If-Match` is present',
            'Tue, 24 Nov 2026 12:31:55 GMT',
          ),
        ]
      : []),
    ...(path === '/v1/changes' || path === '/v1/events'
      ? [
          sent(
            'Prefer',
            '`wait=` seconds for which an empty response may wait for something new (RFC 7240)',
            'wait=25',
          ),
        ]
      : []),
  ];
}

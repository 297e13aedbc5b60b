/**
 * Checks every request before a route reads it: length, encoding and media type. Also sets its work budget.
 */
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { type Allowance, Budget } from './budget.ts';
import { type AppEnv, isJson } from './http.ts';
import {
  ANONYMOUS_WORK,
  CALLER_WORK,
  FORM_BYTES_MAX,
  HEADER_CHARS_MAX,
  HEADERS_CHARS_MAX,
  JSON_BYTES_MAX,
  MEDIA_BYTES_MAX,
  OAUTH_BYTES_MAX,
  STAMPED_BYTES_MAX,
  URL_LENGTH_MAX,
} from './limits.ts';
import { Refusal } from './problem.ts';

const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);
const MEDIA = /^(image|audio|video)\//;
const FORM = 'application/x-www-form-urlencoded';
/** Paths to which browsers send forms. */
const FORM_PREFIX = '/console/';
/** Paths to which the newsroom may send XML. */
const XML_PATHS = new Set(['/v1/admin/articles', '/v1/admin/packages']);
/** Paths to which partners may send CSV. */
const CSV_PATHS = new Set(['/v1/publications', '/v1/declarations']);

/** Tells whether a media type without parameters is XML (RFC 7303). */
export function isXml(type: string): boolean {
  return type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml');
}

function bodyOf(bytesMax: number) {
  const onError = (): never => {
    throw new Refusal({
      code: 'too_large',
      detail: `The body is larger than the ${sizeOf(bytesMax)} that this route accepts.`,
      members: { exceeded: { what: 'bodyBytes', limit: bytesMax } },
    });
  };
  return bodyLimit({ maxSize: bytesMax, onError });
}

const MIB = 1024 * 1024;
const sizeOf = (bytes: number) => (bytes < MIB ? `${bytes / 1024} KiB` : `${bytes / MIB} MiB`);

const jsonLimit = bodyOf(JSON_BYTES_MAX);
const formLimit = bodyOf(FORM_BYTES_MAX);
const oauthLimit = bodyOf(OAUTH_BYTES_MAX);
const mediaLimit = bodyOf(MEDIA_BYTES_MAX);
const stampedLimit = bodyOf(STAMPED_BYTES_MAX);

/** Paths on which the caller is authenticated before the body is parsed. */
const AUTHENTICATED_PATHS = /^\/(?:v1\/(?!receipts\/|log\/)|console\/)/u;

function workOf(path: string): Allowance {
  return AUTHENTICATED_PATHS.test(path) ? CALLER_WORK : ANONYMOUS_WORK;
}

/** RFC 6585 §5. Parsers of headers may take time proportional to the length, and rely on this limit. */
function limitHeaders(headers: Headers): void {
  let chars = 0;
  for (const [name, value] of headers) {
    chars += name.length + value.length;
    if (value.length <= HEADER_CHARS_MAX && chars <= HEADERS_CHARS_MAX) continue;
    throw new Refusal({
      code: 'headers_too_large',
      detail:
        value.length > HEADER_CHARS_MAX
          ? `The header ${name.slice(0, 80)} is longer than ${HEADER_CHARS_MAX} characters.`
          : `The headers are longer than ${HEADERS_CHARS_MAX} characters together.`,
    });
  }
}

/**
 * Middleware with these checks. Throws `malformed`, `headers_too_large`, `unsupported_type` or `too_large`.
 */
export function requestLimits() {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.url.length > URL_LENGTH_MAX)
      throw new Refusal({ code: 'malformed', detail: 'The URL is too long.' });
    limitHeaders(c.req.raw.headers);
    c.set('budget', new Budget(workOf(c.req.path)));
    if (!WITH_BODY.has(c.req.method)) return next();
    if (c.req.header('Content-Encoding'))
      throw new Refusal({
        code: 'unsupported_type',
        detail: 'Send the body without Content-Encoding.',
        members: { errors: [{ path: 'Content-Encoding', message: 'must not be sent' }] },
      });
    const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (MEDIA.test(type))
      return (c.req.path.startsWith('/v1/receipts/') ? stampedLimit : mediaLimit)(c, next);
    const json = isJson(type);
    const oauth = c.req.path === '/oauth/token' || c.req.path === '/oauth/revoke';
    const form = type === FORM && (oauth || c.req.path.startsWith(FORM_PREFIX));
    const xml = XML_PATHS.has(c.req.path) && isXml(type);
    const csv = type === 'text/csv' && CSV_PATHS.has(c.req.path);
    // HTTP may transmit an absent body as one of length 0.
    const empty = type === '' && (!c.req.raw.body || c.req.header('Content-Length') === '0');
    // OAuth endpoints answer with their RFC's errors, whatever the media type.
    if (!json && !form && !xml && !csv && !empty && !oauth)
      throw new Refusal({
        code: 'unsupported_type',
        detail: 'Send JSON (Content-Type: application/json).',
        members: { errors: [{ path: 'Content-Type', message: type || 'missing' }] },
      });
    return (oauth ? oauthLimit : form ? formLimit : jsonLimit)(c, next);
  });
}

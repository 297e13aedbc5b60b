/** Response bodies of routes with several formats. */
import type { Loaded } from './app.ts';
import { isDelivery } from './doors.ts';
import { type Answer, described, list, type Media, object, type Schema, string } from './types.ts';

const ANY_OBJECT: Schema = { type: 'object', additionalProperties: true };
export const BYTES: Media = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };

const NINJS: Schema = object(
  {
    uri: string,
    standard: object({ name: string, version: string }, { more: true }),
    copyrightNotice: string,
    usageTerms: string,
    rightsInfo: object(
      {
        langId: string,
        encodedRights: described(string, 'The rights of this delivery, as an ODRL policy'),
      },
      { more: true },
    ),
  },
  {
    description: 'An IPTC ninjs document; `standard` names its version (https://www.iptc.org/std/ninjs/)',
    required: ['uri', 'copyrightNotice', 'usageTerms', 'rightsInfo'],
    more: true,
  },
);

const instant = { type: ['string', 'null'], format: 'date-time' };
const component = object(
  {
    id: string,
    type: string,
    allowed: { type: 'boolean' },
    remove: described({ type: 'boolean' }, 'Remove any copy from an earlier delivery'),
    code: described(string, 'Code of the reason for which it is withheld'),
    credit: string,
    href: string,
  },
  { required: ['id', 'type', 'allowed', 'remove'] },
);
const rights = object(
  {
    jti: string,
    receipt: described(string, 'The receipt, a compact JWS'),
    verify: string,
    credit: described(string, 'The credit line to print'),
    copyrightNotice: string,
    usageTerms: string,
    alterations: list(string),
    grants: list(ANY_OBJECT),
    duties: list(ANY_OBJECT),
    notBefore: described(instant, 'Do not publish before this instant; null: no embargo'),
    expires: instant,
    deleteBy: described(instant, 'Delete all copies by this instant; null: no obligation'),
    deleteUnpublishedBy: described(instant, 'Delete copies that were never published by this instant'),
    components: list(component),
  },
  {
    required: ['jti', 'receipt', 'credit', 'alterations', 'notBefore', 'expires', 'deleteBy', 'components'],
  },
);
const ARTICLE: Schema = object(
  { ninjs: NINJS, rights },
  { description: 'The ninjs document, and its rights in a machine-readable form' },
);

/** A schema that the route itself declares takes precedence. */
export function withContent(
  loaded: Loaded,
  { path, status, answer }: { path: string; status: string; answer: Answer },
): Answer {
  const content = status === '200' || status === '206' ? contentOf(loaded, path) : {};
  if (Object.keys(content).length === 0) return answer;
  return { ...answer, content: { ...content, ...answer.content } };
}

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/*', 'audio/*', 'video/*'];

function contentOf({ formats, feeds }: Loaded, path: string): Record<string, Media> {
  if (path.includes('/components/') && isDelivery(path))
    return { ...Object.fromEntries(PICTURES.map((type) => [type, BYTES])), 'text/plain': { schema: string } };
  if (isDelivery(path))
    return Object.fromEntries(
      Object.entries(formats).map(([name, { mediaTypes }]) => [
        mediaTypes[0],
        { schema: schemaOf(name, mediaTypes[0]) },
      ]),
    );
  const suffix = /^\/v1\/(?:feeds\/\{address\}\/)?(?:articles|changes)(?:\.(\w+))?$/.exec(path);
  if (!suffix) return {};
  const offered = Object.entries(feeds).filter(
    ([name, feed]) => suffix[1] === undefined || suffix[1] === feed.suffix || suffix[1] === name,
  );
  return Object.fromEntries(
    offered.map(([name, { mediaType }]) => [mediaType, { schema: schemaOf(name, mediaType) }]),
  );
}

function schemaOf(name: string, type: string): Schema {
  if (name === 'ninjs') return NINJS;
  if (name === 'article') return ARTICLE;
  if (name.startsWith('ninjs')) return { ...NINJS, required: ['uri'] };
  return type.includes('json') ? ANY_OBJECT : string;
}

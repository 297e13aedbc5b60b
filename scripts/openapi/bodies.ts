/** Response bodies of routes with several formats. */
import type { Loaded } from './app.ts';
import { isDelivery } from './doors.ts';
import type { Answer, Media } from './types.ts';

const ANY_TEXT: Media = { schema: { type: 'string' } };
const ANY_OBJECT: Media = { schema: { type: 'object', additionalProperties: true } };
const BYTES: Media = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };

const string = { type: 'string' };
const NINJS: Media = {
  schema: {
    type: 'object',
    description: 'An IPTC ninjs document; `standard` names its version (https://www.iptc.org/std/ninjs/)',
    required: ['uri', 'copyrightNotice', 'usageTerms', 'rightsInfo'],
    properties: {
      uri: string,
      standard: {
        type: 'object',
        required: ['name', 'version'],
        properties: { name: string, version: string },
        additionalProperties: true,
      },
      copyrightNotice: string,
      usageTerms: string,
      rightsInfo: {
        type: 'object',
        required: ['langId', 'encodedRights'],
        properties: {
          langId: string,
          encodedRights: { ...string, description: 'The rights of this delivery, as an ODRL policy' },
        },
        additionalProperties: true,
      },
    },
    additionalProperties: true,
  },
};

const strings = { type: 'array', items: string };
const instant = { type: ['string', 'null'], format: 'date-time' };
const ARTICLE: Media = {
  schema: {
    type: 'object',
    description: 'The ninjs document, and its rights in a machine-readable form',
    required: ['ninjs', 'rights'],
    properties: {
      ninjs: NINJS.schema,
      rights: {
        type: 'object',
        required: [
          'jti',
          'receipt',
          'credit',
          'alterations',
          'notBefore',
          'expires',
          'deleteBy',
          'components',
        ],
        properties: {
          jti: string,
          receipt: { ...string, description: 'The receipt, a compact JWS' },
          verify: string,
          credit: { ...string, description: 'The credit line to print' },
          copyrightNotice: string,
          usageTerms: string,
          alterations: strings,
          grants: { type: 'array', items: { type: 'object', additionalProperties: true } },
          duties: { type: 'array', items: { type: 'object', additionalProperties: true } },
          notBefore: { ...instant, description: 'Do not publish before this instant; null: no embargo' },
          expires: instant,
          deleteBy: { ...instant, description: 'Delete all copies by this instant; null: no obligation' },
          deleteUnpublishedBy: {
            ...instant,
            description: 'Delete copies that were never published by this instant',
          },
          components: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'type', 'allowed', 'remove'],
              properties: {
                id: string,
                type: string,
                allowed: { type: 'boolean' },
                remove: { type: 'boolean', description: 'Remove any copy from an earlier delivery' },
                code: { ...string, description: 'Code of the reason for which it is withheld' },
                credit: string,
                href: string,
              },
            },
          },
        },
      },
    },
  },
};

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
    return { ...Object.fromEntries(PICTURES.map((type) => [type, BYTES])), 'text/plain': ANY_TEXT };
  if (isDelivery(path))
    return Object.fromEntries(
      Object.entries(formats).map(
        ([
          name,
          {
            mediaTypes: [type],
          },
        ]) => [type, mediaOf(name, type)],
      ),
    );
  const suffix = /^\/v1\/(?:feeds\/\{address\}\/)?(?:articles|changes)(?:\.(\w+))?$/.exec(path);
  if (!suffix) return {};
  const offered = Object.entries(feeds).filter(
    ([name, feed]) => suffix[1] === undefined || suffix[1] === feed.suffix || suffix[1] === name,
  );
  return Object.fromEntries(offered.map(([name, { mediaType }]) => [mediaType, mediaOf(name, mediaType)]));
}

function mediaOf(name: string, type: string): Media {
  if (name === 'ninjs') return NINJS;
  if (name === 'article') return ARTICLE;
  if (name.startsWith('ninjs')) return { schema: { ...NINJS.schema, required: ['uri'] } };
  return type.includes('json') ? ANY_OBJECT : ANY_TEXT;
}

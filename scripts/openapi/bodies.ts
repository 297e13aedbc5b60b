/** The bodies of what goes out in many formats. */
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
    description:
      'An IPTC ninjs document of the version that `standard` names (https://www.iptc.org/std/ninjs/)',
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

/** Whatever a route says of its own answer stays. */
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
  if (name.startsWith('ninjs')) return { schema: { ...NINJS.schema, required: ['uri'] } };
  return type.includes('json') ? ANY_OBJECT : ANY_TEXT;
}

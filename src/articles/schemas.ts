/** Request and response schemas of the newsroom's routes. */
import { z } from '@hono/zod-openapi';
import { line } from '../platform/openapi.ts';
import { SECTION_CHARS_MAX, SECTIONS_MAX } from './limits.ts';

const component = z.object({ id: z.string(), type: z.string() });

export const ingested = z
  .object({
    id: z.string(),
    uri: z.string(),
    version: z.string(),
    sections: z.array(z.string()),
    components: z.array(component),
    unreviewed: z.array(z.string()),
    extra: z
      .array(z.string())
      .optional()
      .openapi({ description: 'Fields of the item’s own profile: stored, never delivered' }),
    warnings: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .openapi({
        description: 'Restrictions that were stored but may restrict less than the newsroom intends',
      }),
  })
  .openapi('IngestedArticle');

const sectionName = line(SECTION_CHARS_MAX).regex(/^[^<>"]+$/u, 'A section has no quotes or brackets');

export const ingestQuery = z.strictObject({
  section: z
    .union([sectionName.transform((name) => [name]), z.array(sectionName).max(SECTIONS_MAX)])
    .transform((sections) => [...new Set(sections)])
    .optional(),
  change: z.enum(['update', 'correction', 'advisory']).optional(),
});

const NEWSML_TYPES = [
  'application/vnd.iptc.g2.newsitem+xml',
  'application/vnd.iptc.g2.packageitem+xml',
  'application/vnd.iptc.g2.newsmessage+xml',
  'application/xml',
];

/** ninjs in JSON, or NewsML-G2, by Content-Type. The reader checks the content. */
export const newsBody = {
  content: {
    'application/json': { schema: z.unknown() },
    ...Object.fromEntries(NEWSML_TYPES.map((type) => [type, { schema: { type: 'string' as const } }])),
  },
};

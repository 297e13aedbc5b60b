/** Response schemas of the desk's item routes. */
import { z } from '@hono/zod-openapi';
import { COMPONENT_TYPES } from '../rights/terms.ts';
import { ARTICLE_CHANGES } from './model.ts';

const pubStatus = z.enum(['usable', 'withheld', 'canceled']);
const componentLine = z.object({ id: z.string(), type: z.enum(COMPONENT_TYPES) });

export const articleLine = z
  .object({
    id: z.string(),
    uri: z.string(),
    version: z.string(),
    type: z.string(),
    pubStatus,
    headline: z.string().nullable(),
    sections: z.array(z.string()),
    versionCreated: z.string(),
    updated: z.string().openapi({
      description: 'Time of the last change: a new version, another state or restriction',
    }),
    embargoedUntil: z.string().optional(),
  })
  .openapi('ArticleLine');

const articleComponent = componentLine.extend({
  name: z.string(),
  uri: z.string(),
  version: z.string().optional(),
  headline: z.string().optional(),
  caption: z.string().optional(),
  byline: z.string().optional(),
  supplier: z.string().optional(),
  usageTerms: z.string().optional(),
  digest: z.string().optional().openapi({ description: 'SHA-256 of the content; absent: no content yet' }),
  content: z.object({ contentType: z.string(), bytes: z.int() }).optional(),
  stopped: z
    .enum(['killed', 'held'])
    .optional()
    .openapi({ description: 'The article of this component was killed or held by itself' }),
  embargoedUntil: z.string().optional(),
});

export const articleAnswer = z
  .object({
    id: z.string(),
    uri: z.string(),
    version: z.string(),
    sections: z.array(z.string()),
    type: z.string(),
    pubStatus,
    changeType: z.string(),
    versionCreated: z.string(),
    headline: z.string().optional(),
    language: z.string().optional(),
    embargoedUntil: z.string().optional(),
    notice: z.string().optional(),
    substitute: z.string().optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
    hasText: z.boolean().openapi({ description: 'False: it has no text, only headlines and media' }),
    components: z.array(articleComponent),
    members: z
      .array(z.object({ id: z.string(), uri: z.string() }))
      .optional()
      .openapi({
        description:
          'Articles that this one names, such as those of a package, in its order, including those that are not stored. Each is licensed and delivered separately',
      }),
    restrictions: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        scope: z.string(),
        text: z.string().optional(),
        reviewed: z.boolean(),
      }),
    ),
    unreviewed: z.array(z.string()),
    products: z.array(z.object({ id: z.string(), name: z.string() })).openapi({
      description:
        'Products that contain this version, whatever its age. If empty, no license covers the article by itself',
    }),
    versions: z.array(
      z.object({
        version: z.string(),
        versionCreated: z.string().openapi({
          description: 'When the newsroom created the content. A hold, release or kill does not change it',
        }),
        changeType: z.string(),
        change: z.enum(ARTICLE_CHANGES).nullable().openapi({
          description:
            'What was done to status or embargo, by the desk or with a new version of the newsroom; null: neither changed',
        }),
        at: z.string().openapi({ description: 'When the gateway stored the version' }),
        operator: z.string().nullable().openapi({
          description:
            'Who sent the version, or held, released, killed or embargoed the article, or changed its notice. The role `ingest` always gets null',
        }),
      }),
    ),
  })
  .openapi('Article');

export const holder = z
  .object({
    license: z.string(),
    partner: z.string(),
    name: z.string().nullable().openapi({ description: 'Name of the partner' }),
    contact: z.string().nullable().openapi({ description: 'Contact of the partner' }),
    recallContact: z.string().nullable().openapi({ description: 'Contact of the partner for recalls' }),
    pushed: z.boolean().openapi({
      description:
        'Whether an active endpoint of the license takes kills. False: its system hears of one when it asks for events',
    }),
    title: z.string().nullable(),
    article: z.string().openapi({ description: 'Id of the article itself, or of one that contains it' }),
    version: z.string().nullable().openapi({
      description:
        'Version of that article; null: it was delivered outside the gateway without stating a version',
    }),
    at: z.string(),
    entry: z.string(),
  })
  .openapi('Holder');

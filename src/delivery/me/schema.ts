import { z } from '@hono/zod-openapi';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';

const strings = z.array(z.string());
const componentTypes = z.array(z.enum(COMPONENT_TYPES));
const channels = z.array(z.enum(CHANNELS));
const per = z.enum(['day', 'month', 'term']);
const url = z.string();

export const me = z
  .object({
    partner: z.object({ id: z.string(), name: z.string() }),
    license: z.object({
      id: z.string(),
      version: z.int(),
      status: z.enum(['active', 'suspended', 'terminated']),
      starts: z.string(),
      ends: z.string().openapi({ description: 'The instant at which the license ends (exclusive)' }),
    }),
    titles: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        domains: strings,
        market: z.string().openapi({ description: 'Home territory, ISO 3166-1 alpha-2' }),
        kind: z.string().optional(),
        feed: z.string().optional().openapi({ description: 'Feed or sitemap whose pages are watched' }),
      }),
    ),
    uses: strings.openapi({ description: 'Permitted ODRL actions, each with the actions it includes' }),
    components: componentTypes,
    territories: strings.openapi({
      description: 'ISO 3166-1 codes and named sets; a code with a leading `-`, such as `-JP`, is excluded',
    }),
    territoryBasis: z.enum(['market', 'audience']),
    channels,
    purposes: strings.optional().openapi({ description: 'The permitted purposes; absent: any' }),
    languages: strings.optional().openapi({ description: 'The permitted purposes; absent: any' }),
    alterations: z.array(z.enum(ALTERATIONS)).openapi({
      description: 'Permitted alterations; empty for a license with an ODRL policy, see `policy`',
    }),
    credit: z.object({ line: z.string(), byline: z.boolean() }).optional(),
    advance: z.boolean(),
    fullTextFeed: z.boolean(),
    onlineDays: z.int().optional(),
    retentionDays: z.int().optional(),
    afterTerm: z.object({ keep: z.enum(['none', 'published', 'all']), deleteWithinDays: z.int() }).optional(),
    reporting: z.object({ withinDays: z.int() }).optional(),
    recall: z
      .object({ removeWithin: z.string().optional(), correctWithin: z.string().optional() })
      .optional()
      .openapi({
        description: 'Times to remove or replace what is recalled, ISO 8601 durations; absent: the defaults',
      }),
    policy: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'The ODRL policy, if the license is defined by one' }),
    timeZone: z.string().openapi({ description: 'Time zone of the days and months of quota and usage' }),
    quota: z
      .object({
        limit: z.int(),
        per,
        onExceed: z.enum(['refuse', 'overage']),
        used: z.int(),
        left: z.int(),
      })
      .nullable(),
    used: z
      .object({ day: z.int(), month: z.int(), term: z.int() })
      .openapi({ description: 'Billable units in the current day, month and term' }),
    key: z.object({
      id: z.string(),
      name: z.string().optional(),
      env: z.enum(['live', 'test']),
      expires: z.string().nullable().optional(),
    }),
    token: z
      .object({
        actions: strings.optional(),
        datatypes: componentTypes.optional(),
        locations: strings.optional(),
        channels: channels.optional(),
      })
      .openapi({ description: 'What the token narrows of the license; absent members are not narrowed' }),
    links: z.object({
      articles: url,
      changes: url,
      decisions: url,
      publications: url,
      usage: url,
      events: url,
      webhooks: url,
      acknowledgements: url,
      log: url,
      checkpoint: url,
      licensing: url,
      reference: url,
    }),
  })
  .openapi('Me', { description: 'The partner, license and limits of the token' });

export type Me = z.input<typeof me>;

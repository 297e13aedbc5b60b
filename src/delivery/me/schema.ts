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
      ends: z.string().openapi({ description: 'The first instant at which the license is over' }),
    }),
    titles: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        domains: strings,
        market: z.string().openapi({ description: 'Home territory, ISO 3166-1 alpha-2' }),
        kind: z.string().optional(),
      }),
    ),
    uses: strings.openapi({ description: 'Acts that the license grants, each with what it includes' }),
    components: componentTypes,
    territories: strings.openapi({ description: 'ISO 3166-1 codes and named sets; `-JP` takes Japan out' }),
    territoryBasis: z.enum(['market', 'audience']),
    channels,
    purposes: strings.optional().openapi({ description: 'Absent: any' }),
    languages: strings.optional().openapi({ description: 'Absent: any' }),
    alterations: z
      .array(z.enum(ALTERATIONS))
      .openapi({ description: 'Of a license whose rights are an ODRL policy: empty, see `policy`' }),
    credit: z.object({ line: z.string(), byline: z.boolean() }).optional(),
    advance: z.boolean(),
    fullTextFeed: z.boolean(),
    onlineDays: z.int().optional(),
    retentionDays: z.int().optional(),
    afterTerm: z.object({ keep: z.enum(['none', 'published', 'all']), deleteWithinDays: z.int() }).optional(),
    reporting: z.object({ withinDays: z.int() }).optional(),
    policy: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'ODRL, where the license is written so' }),
    timeZone: z.string().openapi({ description: 'Whose days and months quota and use count in' }),
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
      .openapi({ description: 'Billable units of the day, month and term that this instant is in' }),
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
      .openapi({ description: 'How far the token narrows the license; absent members do not' }),
    links: z.object({
      articles: url,
      changes: url,
      decisions: url,
      publications: url,
      usage: url,
      log: url,
      checkpoint: url,
      licensing: url,
      reference: url,
    }),
  })
  .openapi('Me', { description: 'What the token stands for' });

export type Me = z.input<typeof me>;

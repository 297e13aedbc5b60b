/** Schemas of entries other than deliveries and refusals, for readers of the log. */
import { z } from '@hono/zod-openapi';
import { CHANNELS } from '../../rights/terms.ts';
import { entryHead } from '../entry-schema.ts';
import { ACKNOWLEDGEMENT_STATES, DOORS, FIGURES } from './types.ts';

const head = entryHead.extend({
  key: z
    .string()
    .nullable()
    .openapi({ description: 'The partner’s key with which it was reported; null: entered by an operator' }),
  operator: z.string().optional(),
  revision: z
    .int()
    .optional()
    .openapi({ description: 'Number of the amendment, from 1; absent: the first report' }),
  outcome: z.literal('permit'),
  code: z.null(),
  billable: z.literal(0),
});

const text = z.string().nullable();

export const publicationEntry = head
  .extend({
    kind: z.literal('publication'),
    title: z.string(),
    article: z.string(),
    uri: z.string().optional(),
    version: text,
    delivery: text.openapi({
      description: 'The delivery that was published, as stated by the partner',
    }),
    url: text,
    use: text,
    channel: z.enum(CHANNELS),
    territory: text,
    components: z.array(z.string()),
    publishedAt: z.string(),
    withdrawnAt: text,
    clientRef: text,
  })
  .openapi('PublicationEntry');

export const declarationEntry = head
  .extend({
    kind: z.literal('declaration'),
    title: z.string(),
    article: z.null(),
    period: z.string(),
    figure: z.enum(FIGURES),
    value: z.number(),
    unit: text,
    clientRef: text,
  })
  .openapi('DeclarationEntry');

export const adjustmentEntry = head
  .extend({
    kind: z.literal('adjustment'),
    title: text,
    article: z.null(),
    statement: z.string(),
    units: z.int(),
    reason: z.string(),
  })
  .openapi('AdjustmentEntry');

export const externalEntry = head
  .extend({
    kind: z.literal('external'),
    title: text,
    article: z.string(),
    version: text,
    components: z.array(z.string()),
    door: z.enum(DOORS),
    sentAt: z.string(),
    note: text,
  })
  .openapi('ExternalEntry');

export const acknowledgementEntry = head
  .extend({
    kind: z.literal('acknowledgement'),
    title: z.null(),
    article: text,
    version: text,
    event: z.string(),
    eventType: z.string(),
    state: z.enum(ACKNOWLEDGEMENT_STATES),
    urls: z.array(z.string()),
    doneAt: text.openapi({ description: 'When it was done, as stated by the partner' }),
    note: text,
    endpoint: text.openapi({ description: 'The endpoint that answered 2xx; null: reported by the partner' }),
  })
  .openapi('AcknowledgementEntry');

/** Schemas of entries other than deliveries and refusals, for readers of the log. */
import { z } from '@hono/zod-openapi';
import { CHANNELS } from '../../rights/terms.ts';
import { entryHead } from '../entry-schema.ts';
import { ACKNOWLEDGEMENT_STATES, DOORS, FIGURES, READING_VERDICTS } from './types.ts';

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
    endpoint: text.openapi({
      description:
        'The endpoint that answered 2xx; null: reported by the partner, or, with `operator`, entered by the desk',
    }),
  })
  .openapi('AcknowledgementEntry');

export const noticeEntry = head
  .extend({
    kind: z.literal('notice'),
    title: z.null(),
    article: text,
    version: text,
    event: z.string(),
    eventType: z.string(),
    recall: text.openapi({ description: 'The recall to which the event belongs; null: none' }),
    within: text.openapi({ description: 'The received item that contains the article; null: none' }),
    dueAt: text.openapi({ description: 'When the partner must have acted; null: no deadline' }),
  })
  .openapi('NoticeEntry');

export const readingEntry = head
  .extend({
    kind: z.literal('reading'),
    title: text,
    article: z.string(),
    version: text.openapi({ description: 'The version that the page is compared with' }),
    event: text.openapi({ description: 'The event whose effect is checked; null: a regular reading' }),
    recall: text,
    publication: text.openapi({
      description: 'Entry of the publication report; null: the page is unreported',
    }),
    url: z.string(),
    readAt: z.string(),
    verdict: z.enum(READING_VERDICTS).openapi({
      description:
        '`gone`: 404, 410 or 401. `corrected`: the page has the newer text. `unchanged`: it has the text of `version`. `altered`: it has some of it. `other`: it has none of it. `unread`: it could not be read',
    }),
    status: z.int().nullable().openapi({ description: 'HTTP status; null: there was no answer' }),
    reason: text.openapi({ description: 'Why the page could not be read; null: it was read' }),
    blocks: z.int().openapi({ description: 'Blocks of the version’s text' }),
    found: z.int().openapi({ description: 'How many of them are on the page' }),
    credit: z
      .boolean()
      .nullable()
      .openapi({ description: 'Whether the page names the agency; null: not looked for' }),
    sha256: text.openapi({ description: 'SHA-256 of the page’s bytes, hex; null: none were read' }),
  })
  .openapi('ReadingEntry');

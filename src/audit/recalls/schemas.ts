/** Schemas of recalls, for the desk and for auditors. */
import { z } from '@hono/zod-openapi';
import { webhookAttempt } from '../../events/webhooks/schemas.ts';
import { ACKNOWLEDGEMENT_STATES, READING_VERDICTS } from '../../ledger/notes/types.ts';
import { idField, lines } from '../../platform/openapi.ts';
import { pageOfSchema, pageQuery } from '../../platform/paging.ts';
import { NOTE_CHARS_MAX } from './limits.ts';
import { CLOSED_HOW, HOLDER_STATES, RECALL_STATES, RECALL_TYPES } from './types.ts';

const text = z.string().nullable();

export const recallQuery = pageQuery.extend({
  article: idField.optional().openapi({ description: 'Only recalls of this article (`itm_…`)' }),
  type: z.enum(RECALL_TYPES).optional().openapi({ description: 'Only recalls of this type' }),
  state: z.enum(RECALL_STATES).optional().openapi({
    description: 'Only recalls in this state. `open`: not closed, whether overdue or not',
  }),
});

const closed = z
  .object({
    at: z.string(),
    how: z.enum(CLOSED_HOW).openapi({
      description:
        '`completed`: every title of every holder is seen gone or corrected, or acknowledged without a reported page. `superseded`: a later change of the article has replaced it. `desk`: an operator has closed it',
    }),
    operator: text.openapi({ description: 'The operator who closed it; null: it closed by itself' }),
    note: text,
    open: z.int().openapi({ description: 'Number of licenses that were not done at that time' }),
  })
  .openapi('RecallClosed');

export const recall = z
  .object({
    id: z.string(),
    type: z.enum(RECALL_TYPES),
    article: z.string(),
    version: z.string().openapi({ description: 'The version that the change has made' }),
    headline: text.openapi({ description: 'Headline of that version' }),
    at: z.string().openapi({ description: 'When the agency made the change' }),
    state: z.enum(RECALL_STATES).openapi({
      description: '`overdue`: open, and the deadline of a holder has passed',
    }),
    dueAt: text.openapi({
      description: 'The earliest deadline of a holder that is not done; null: there is none',
    }),
    closed: closed.nullable(),
    holders: z
      .object({
        notified: z.int(),
        acknowledged: z.int(),
        done: z.int(),
        refused: z.int(),
        overdue: z.int(),
      })
      .openapi({
        description:
          'Numbers of licenses: notified; that have reported anything; that are done; that have refused, or cannot; that are overdue',
      }),
    pages: z.object({ reported: z.int(), seen: z.int(), up: z.int(), unread: z.int() }).openapi({
      description:
        'Numbers of reported pages: all; seen gone or corrected; seen with the text; not read yet, or not readable',
    }),
  })
  .openapi('Recall');

const recallReading = z
  .object({
    entry: z.string(),
    at: z.string(),
    verdict: z.enum(READING_VERDICTS),
    status: z.int().nullable(),
    reason: text,
    blocks: z.int().openapi({ description: 'Blocks of the version’s text' }),
    found: z.int().openapi({ description: 'How many of them are on the page' }),
    sha256: text.openapi({ description: 'SHA-256 of the page’s bytes, hex; null: none were read' }),
    credit: z
      .boolean()
      .nullable()
      .openapi({ description: 'Whether the page names the agency; null: not looked for' }),
    version: text.openapi({ description: 'The version that the page was compared with' }),
  })
  .openapi('RecallReading');

const page = z
  .object({
    publication: z.string().openapi({ description: 'Entry of the last report with this address' }),
    url: z.string(),
    publishedAt: z.string(),
    withdrawnAt: text.openapi({ description: 'When the partner withdrew it, as reported' }),
    readings: z.array(recallReading).openapi({ description: 'What was seen of it, newest first' }),
    nextAt: text.openapi({ description: 'When it is read next; null: it is not' }),
  })
  .openapi('RecallPage');

const step = z.object({ at: z.string(), entry: text });

const title = z
  .object({
    id: text.openapi({ description: 'The title; null: the deliveries stated none' }),
    name: text,
    state: z.enum(HOLDER_STATES),
    steps: z
      .object({
        notified: step,
        received: step.nullable(),
        acknowledged: step.nullable(),
        refused: step.nullable(),
        removed: step.nullable(),
        seen: step.nullable(),
        closed: step.nullable(),
      })
      .openapi({
        description:
          'When each step was reached, and its entry; null: it was not. `closed`: the license is done',
      }),
    delivery: z
      .object({ entry: z.string(), at: z.string(), article: z.string(), version: text })
      .nullable()
      .openapi({ description: 'Its last delivery; null: only a publication was reported' }),
    pages: z.array(page),
  })
  .openapi('RecallTitle');

const acknowledgement = z
  .object({
    state: z.enum(ACKNOWLEDGEMENT_STATES),
    at: z.string(),
    entry: z.string(),
    doneAt: text.openapi({ description: 'When it was done, as stated by the partner' }),
    note: text,
    urls: z.array(z.string()),
    operator: z.string().optional().openapi({
      description: 'The operator who entered what the partner said; absent: the partner reported it itself',
    }),
  })
  .openapi('RecallAcknowledgement');

const recallLicense = z
  .object({
    license: z.string(),
    reference: text.openapi({ description: 'Reference of the consent on which the license is based' }),
    partner: text,
    partnerName: text,
    event: z.string(),
    within: text.openapi({ description: 'The received item that contains the article; null: none' }),
    notice: z.object({ entry: z.string(), at: z.string() }),
    dueAt: text,
    overdueAt: text.openapi({ description: 'When the case was escalated; null: it was not' }),
    state: z.enum(HOLDER_STATES).openapi({
      description:
        '`notified`: the event was entered for the license, and is available to it. `received`: its endpoint has answered 2xx. `acknowledged`: the partner knows. `refused`: it refuses, or cannot. `removed`: it reports removal or correction. `seen`: its pages are gone or corrected. `closed`: done',
    }),
    received: z
      .object({ entry: z.string(), at: z.string(), endpoint: z.string() })
      .nullable()
      .openapi({ description: 'The first endpoint that answered 2xx' }),
    acknowledgement: acknowledgement
      .nullable()
      .openapi({ description: 'The partner’s last report, or its answer as the desk has entered it' }),
    titles: z.array(title),
    attempts: z
      .array(webhookAttempt.extend({ endpoint: z.string(), url: z.string() }))
      .openapi({ description: 'Pushes of the event, newest first, as far as its endpoints retain them' }),
  })
  .openapi('RecallLicense');

/** Another member than `kind` is null if it does not apply. */
const laterEntry = z
  .object({
    license: z.string(),
    kind: z.enum(['notice', 'acknowledgement', 'reading', 'publication']),
    entry: z.string(),
    at: z.string().openapi({ description: 'When it was entered' }),
    state: z.enum(ACKNOWLEDGEMENT_STATES).nullable(),
    doneAt: text.openapi({ description: 'When it was done, as stated by the partner' }),
    note: text.openapi({ description: 'Of an acknowledgement' }),
    endpoint: text.openapi({ description: 'The endpoint that answered 2xx; null: the partner reports it' }),
    url: text.openapi({ description: 'Of a reading, or of a reported publication' }),
    verdict: z.enum(READING_VERDICTS).nullable(),
    withdrawnAt: text.openapi({ description: 'When the partner withdrew the publication, as reported' }),
  })
  .openapi('RecallLaterEntry');

export const recallDetails = recall
  .extend({
    action: text.openapi({
      description:
        'Entry of the operators’ log by which the desk made the change; null: the wire made it, or it is not drained yet',
    }),
    operator: text.openapi({ description: 'The operator of `action`' }),
    notice: text.openapi({
      description:
        'Why it was killed or held, in the agency’s words for partners, or the editorial note of a correction; null: no reason was given, or the version is not stored any more',
    }),
    licenses: z.array(recallLicense).openapi({
      description: 'The holders. Of a closed recall as it was at the closing, which nothing changes later',
    }),
    later: z.array(laterEntry).openapi({
      description:
        'What was entered after the closing, oldest first. Empty: the recall is open, or nothing was',
    }),
  })
  .openapi('RecallDetails');

const closedRecall = recallDetails.omit({ later: true }).openapi('RecallAtClosing');

export const recallsPage = pageOfSchema(recall);

export const readingsRun = z
  .object({
    read: z.int().openapi({ description: 'Pages that were read' }),
    waiting: z.int().openapi({ description: 'Pages that are read within the next minutes' }),
  })
  .openapi('RecallReadings');

export const closing = z
  .strictObject({
    note: lines(NOTE_CHARS_MAX).openapi({
      description: 'Why it is closed. Part of the signed closure: no names of persons',
    }),
  })
  .openapi('RecallClosing');

export const closure = z
  .object({
    closure: z.object({
      form: z.literal('imprimatur-closure-1'),
      made: z.string(),
      gateway: z.string(),
      origin: z.string().openapi({ description: 'Origin of the agency log' }),
      recall: closedRecall,
      later: recallDetails.shape.later,
      logs: z
        .array(
          z.object({
            license: z.string(),
            checkpoint: z.string().openapi({ description: 'C2SP signed note of the log' }),
            entries: z
              .array(z.record(z.string(), z.unknown()))
              .openapi({ description: 'Entries as they were logged (RFC 8785)' }),
            proof: z.record(z.string(), z.unknown()),
          }),
        )
        .openapi({ description: 'The log of each license, and that of the operators, as `operators`' }),
      agency: z.object({ checkpoint: z.string(), proof: z.record(z.string(), z.unknown()) }),
    }),
    signature: z.string().openapi({
      description: 'Ed25519 over the RFC 8785 form of `closure`, by the key of checkpoints; base64',
    }),
  })
  .openapi('RecallClosure');

export type RecallResource = z.output<typeof recall>;
export type RecallReading = z.output<typeof recallReading>;
export type LaterEntry = z.output<typeof laterEntry>;
export type RecallDetails = z.output<typeof recallDetails>;

import { z } from '@hono/zod-openapi';
import { PUBLICATION_STATES } from '../articles/model.ts';
import { JSON_BYTES_MAX } from '../platform/limits.ts';
import { COMPONENT_TYPES } from '../rights/terms.ts';
import { DOCUMENT_KINDS } from './document/types.ts';
import { DOCUMENT_CHARS_MAX, PUBLISHED_CHARS_MAX, RECEIPT_BYTES_MAX } from './limits.ts';
import type { ReceiptClaims } from './types.ts';
import { STANDINGS } from './wording.ts';

const numericDate = z.int().openapi({ description: 'RFC 7519 NumericDate, whole seconds' });
const names = z.array(z.string());
const statedValue = z.union([z.string(), z.number()]);

const boxShape = {
  title: z.union([z.string(), names]),
  uses: names,
  territories: names,
  channels: names,
  purposes: names.optional(),
};

export const receiptClaimsSchema: z.ZodType<ReceiptClaims> = z
  .strictObject({
    iss: z.string(),
    iat: numericDate,
    nbf: numericDate.optional(),
    jti: z.string(),
    sub: z.string(),
    license: z.string(),
    licenseVersion: z.int(),
    item: z.string(),
    version: z.string(),
    digest: z.string().openapi({ description: 'Digest of the text, defined in docs/text-digest.md' }),
    ...boxShape,
    alterations: names.optional(),
    stated: z
      .union([z.record(z.string(), statedValue), z.string()])
      .optional()
      .openapi({ description: 'The receipt applies to a use that states these facts, by ODRL left operand' }),
    more: z.union([z.array(z.strictObject(boxShape)), z.string()]).optional(),
    contentCredentials: z.union([names, z.string()]).optional().openapi({
      description:
        'Pictures with Content Credentials: their files are as the newsroom sent them, without embedded rights',
    }),
    expires: numericDate,
    log: z.strictObject({ origin: z.string(), index: z.int(), leaf: z.string() }),
  })
  .openapi('ReceiptClaims');

const DOCUMENTS = ['text', 'html', 'document', 'picture'] as const;

export const verifyRequestSchema = z
  .strictObject({
    receipt: z
      .string()
      .min(1)
      // A longer value is answered with a verdict, not with a malformed request.
      .max(4 * RECEIPT_BYTES_MAX)
      .optional()
      .openapi({
        description:
          'The receipt, a compact JWS from the header `Rights-Receipt`. Default: every receipt in `document` is verified',
      }),
    headline: z.string().max(PUBLISHED_CHARS_MAX).optional(),
    text: z.string().max(PUBLISHED_CHARS_MAX).optional().openapi({
      description:
        'The text as published. Blank lines separate its blocks; a text without blank lines has one block per line',
    }),
    html: z.string().max(DOCUMENT_CHARS_MAX).optional().openapi({
      description: 'Instead of `text`: the page as published. Content around the article is ignored',
    }),
    document: z.string().max(DOCUMENT_CHARS_MAX).optional().openapi({
      description:
        'Instead of `text`: a whole saved document (HTML, Atom, RSS, JSON Feed, ninjs, NewsML-G2, NITF, Markdown or plain text)',
    }),
    mediaType: z
      .string()
      .max(200)
      .optional()
      .openapi({ description: 'The media type of `document`, if its content does not identify it' }),
    picture: z.base64().max(JSON_BYTES_MAX).optional().openapi({
      description:
        'Instead of `text`: the bytes of a picture in base64. Send a larger picture as the request body, with the receipt in the header `Rights-Receipt`',
    }),
  })
  .refine((source) => DOCUMENTS.filter((name) => source[name] !== undefined).length <= 1, {
    message: 'Give one of the text, the page, the document and the picture',
    path: ['html'],
  })
  .refine(({ receipt, document }) => receipt !== undefined || document !== undefined, {
    message: 'Give the receipt; only a document contains its own',
    path: ['receipt'],
  })
  .refine(
    ({ headline, document, picture }) => headline === undefined || (document ?? picture) === undefined,
    {
      message: 'A document has a headline of its own',
      path: ['headline'],
    },
  );

const indexes = z.array(z.int());

const placeSchema = z.strictObject({
  change: z.enum(['changed', 'missing', 'added', 'beside']).openapi({
    description: 'Kind of difference; `beside`: a version of the text with other words is next to it',
  }),
  block: z.int().optional().openapi({
    description:
      'Number of the block in the original; 0 is the headline. For an addition, the block before it; -1: none',
  }),
  reads: z.string().optional().openapi({ description: 'The beginning of the published block' }),
});

const stateSchema = z
  .strictObject({
    state: z.enum(PUBLICATION_STATES).openapi({
      description:
        'Current state of the article. `killed`, `held`: it must not be used. `corrected`, `updated`: a newer version is current. `unknown`: it is no longer stored',
    }),
    asOf: z.string(),
    since: z.string().optional(),
    until: z.string().optional().openapi({ description: 'When the embargo ends' }),
    version: z.string().optional().openapi({ description: 'The current version' }),
    notice: z.string().optional().openapi({ description: 'The reason for which it was killed or held' }),
    substitute: z.string().optional().openapi({ description: 'The article that replaces it' }),
    withdrawn: z.array(z.string()).optional().openapi({
      description:
        'Delivered components, such as photographs, that have since been killed or withheld: they must not be used',
    }),
  })
  .openapi('PublicationState');

const answerShape = {
  valid: z.boolean().openapi({ description: 'Whether the receipt is signed by this gateway and unaltered' }),
  reason: z.string().optional().openapi({ description: 'The reason for which it is not valid' }),
  claims: receiptClaimsSchema.optional(),
  state: stateSchema.optional(),
  text: z
    .enum([
      'unmodified',
      'with_insertions',
      'altered_as_licensed',
      'altered',
      'another_article',
      'not_given',
      'not_covered',
      'unknown',
    ])
    .openapi({
      description:
        '`with_insertions`: the whole text word for word, with blocks in between that are listed in `added`. `altered_as_licensed`: only changes that the receipt permits (another headline, shortening, an excerpt). `altered`: other changes.',
    }),
  changed: indexes.optional().openapi({
    description:
      'Blocks of the original with a different text, by their number in the original; 0 is the headline',
  }),
  missing: indexes
    .optional()
    .openapi({ description: 'Blocks of the original that are missing, by their number in the original' }),
  added: indexes.optional().openapi({
    description:
      'Published blocks that are not in the original, by their number in the published text; 0 is its headline',
  }),
  where: z.array(placeSchema).optional().openapi({
    description:
      'The differences in the order of the text, for display. Each `block` is a number in the original, also for additions',
  }),
  picture: z
    .enum(['unmodified', 'same_picture', 'another_picture', 'not_as_delivered', 'unknown'])
    .optional()
    .openapi({
      description:
        'Whether the bytes are those that were delivered; `unknown` until the delivery is in the log. For other bytes, what their perceptual hash suggests without proving it: `same_picture` (scaled or saved again), `another_picture` (also one that is heavily cropped), or neither (`not_as_delivered`).',
    }),
  note: z.string().optional().openapi({ description: 'Limits of the verdict on the text' }),
  inForce: z.enum(['not_yet', 'in_force', 'over', 'unknown']).openapi({
    description:
      'Where the present is relative to the dates of the receipt (`nbf`, `expires`). It says nothing else: the receipt of a killed article may be `in_force`. `state` says whether the article may be used',
  }),
  log: z.enum(['pending', 'included', 'overdue', 'contradicted', 'unknown']).openapi({
    description:
      '`included`: proved against `checkpoint`. `overdue`: no checkpoint covers the entry after the promised 24 hours.',
  }),
  checkpoint: z
    .strictObject({ origin: z.string(), size: z.int(), at: z.string() })
    .optional()
    .openapi({ description: 'The checkpoint against which the entry is proved' }),
};

export const verifyAnswerSchema = z.strictObject(answerShape).openapi('ReceiptVerdict');
export type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

const documentVerdictSchema = z.strictObject({
  story: z.int().openapi({ description: 'Number of the entry in a feed or package; 0 otherwise' }),
  heading: z.string().openapi({ description: 'The verdict in one line' }),
  marked: z
    .boolean()
    .openapi({ description: 'The text was located by its marks; all content between them was verified' }),
  ...answerShape,
});
export type DocumentVerdict = z.infer<typeof documentVerdictSchema>;

export const documentAnswerSchema = z
  .strictObject({
    kind: z.enum(DOCUMENT_KINDS),
    standing: z.enum(STANDINGS).openapi({
      description:
        'The worst of the verdicts. `withdrawn`: as delivered, but killed or held by the agency since, so it must not be used; `not_genuine` if it was altered as well. `unchecked`: a part could not be verified, or there is no receipt.',
    }),
    heading: z.string(),
    stories: z.int().openapi({ description: 'Number of articles or entries in the document' }),
    verdicts: z.array(documentVerdictSchema).openapi({ description: 'One verdict per receipt' }),
    note: z.string().optional().openapi({ description: 'What was not verified' }),
  })
  .openapi('DocumentVerdict');
export type DocumentAnswer = z.infer<typeof documentAnswerSchema>;

export const receiptRecordSchema = z
  .strictObject({
    id: z.string(),
    claims: z.strictObject({
      iss: z.string(),
      iat: numericDate,
      jti: z.string(),
      sub: z.string(),
      license: z.string(),
      licenseVersion: z.int(),
      item: z.string(),
      version: z.string(),
      digest: z.string(),
      log: z.strictObject({ origin: z.string(), index: z.int(), leaf: z.string() }),
    }),
    stated: z
      .object({
        title: z.string().nullable(),
        use: z.string().nullable(),
        territory: z.string().nullable(),
        channel: z.string().nullable(),
      })
      .catchall(statedValue.nullable())
      .openapi({
        description: 'Further stated facts of the use, such as its purpose, by ODRL left operand',
      }),
    delivered: z.array(z.strictObject({ component: z.string(), digest: z.string() })),
    pictures: z
      .array(
        z.strictObject({
          component: z.string(),
          perceptual: z
            .string()
            .regex(/^[0-9a-f]{64}$/)
            .optional(),
        }),
      )
      .optional()
      .openapi({
        description:
          'Pictures of the delivery, each with its PDQ perceptual hash, which indicates a likeness, proves nothing, and is not part of the log entry',
      }),
    text: z
      .strictObject({ algorithm: z.string(), digest: z.string(), blocks: z.array(z.string()) })
      .nullable()
      .openapi({
        description: 'Truncated digests of the delivered text’s blocks; null when no text was delivered',
      }),
    captions: z.array(z.string()).openapi({
      description:
        'Digests of the text of delivered pictures and other components: headlines, captions, credits',
    }),
  })
  .openapi('ReceiptRecord');
export type ReceiptRecord = z.infer<typeof receiptRecordSchema>;

/** The record, with what the license's log proves of it, in the terms of a receipt's verdict. */
export const receiptAnswerSchema = z
  .strictObject({
    ...receiptRecordSchema.shape,
    state: stateSchema,
    log: answerShape.log.openapi({
      description:
        '`included`: proved against `checkpoint`. `pending`: no checkpoint covers it yet. `overdue`: no checkpoint covers it after 24 hours. `contradicted`: the log has a different entry at this position, so the record is not what was logged. `unknown`: the ledger is unavailable',
    }),
    checkpoint: answerShape.checkpoint,
    titles: z.array(z.strictObject({ id: z.string(), name: z.string() })).openapi({
      description: 'Current names of the title that the request stated, or else of the titles of the license',
    }),
    components: z.array(z.strictObject({ id: z.string(), type: z.enum(COMPONENT_TYPES) })).openapi({
      description: 'Type of each delivered component; empty when the version is no longer stored',
    }),
  })
  .openapi('ReceiptAnswer');
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

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
    digest: z.string().openapi({ description: 'See docs/text-digest.md' }),
    ...boxShape,
    alterations: names.optional(),
    stated: z
      .union([z.record(z.string(), statedValue), z.string()])
      .optional()
      .openapi({ description: 'The receipt holds for a use that states this, by ODRL left operand' }),
    more: z.union([z.array(z.strictObject(boxShape)), z.string()]).optional(),
    contentCredentials: z.union([names, z.string()]).optional().openapi({
      description:
        'Pictures that carry Content Credentials: their files are as the newsroom sent them, and no rights are written into them',
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
          'The receipt, a compact JWS (header `Rights-Receipt`). Without it, every receipt in `document` is checked',
      }),
    headline: z.string().max(PUBLISHED_CHARS_MAX).optional(),
    text: z
      .string()
      .max(PUBLISHED_CHARS_MAX)
      .optional()
      .openapi({ description: 'The text as published; blank lines, or else lines, part its blocks' }),
    html: z
      .string()
      .max(DOCUMENT_CHARS_MAX)
      .optional()
      .openapi({ description: 'Or the page as published; what stands around the article does not count' }),
    document: z.string().max(DOCUMENT_CHARS_MAX).optional().openapi({
      description:
        'Or a whole document as saved: a page, an Atom or RSS feed, JSON Feed, ninjs, NewsML-G2, NITF, Markdown, plain text',
    }),
    mediaType: z
      .string()
      .max(200)
      .optional()
      .openapi({ description: 'The media type of `document`, where its content does not say what it is' }),
    picture: z.base64().max(JSON_BYTES_MAX).optional().openapi({
      description:
        'Or the bytes of a picture, base64; larger ones as the body, with the receipt in `Rights-Receipt`',
    }),
  })
  .refine((source) => DOCUMENTS.filter((name) => source[name] !== undefined).length <= 1, {
    message: 'Give one of the text, the page, the document and the picture',
    path: ['html'],
  })
  .refine(({ receipt, document }) => receipt !== undefined || document !== undefined, {
    message: 'Give the receipt; only a document carries its own',
    path: ['receipt'],
  })
  .refine(
    ({ headline, document, picture }) => headline === undefined || (document ?? picture) === undefined,
    {
      message: 'A document says its own headline',
      path: ['headline'],
    },
  );

const indexes = z.array(z.int());

const placeSchema = z.strictObject({
  change: z.enum(['changed', 'missing', 'added', 'beside']).openapi({
    description: '`beside`: a version of the text with other words stands outside of it',
  }),
  block: z.int().optional().openapi({
    description: 'Of the original, the headline is 0. Of what was added, the block before it; -1: none',
  }),
  reads: z.string().optional().openapi({ description: 'How it begins, as published' }),
});

const stateSchema = z
  .strictObject({
    state: z.enum(PUBLICATION_STATES).openapi({
      description:
        'What has become of the item since: `killed` and `held`: it must not be used. `corrected`, `updated`: a newer version is current. `unknown`: it is not stored any more',
    }),
    asOf: z.string(),
    since: z.string().optional(),
    until: z.string().optional().openapi({ description: 'When the embargo ends' }),
    version: z.string().optional().openapi({ description: 'The version that is current' }),
    notice: z.string().optional().openapi({ description: 'Why it was killed or held' }),
    substitute: z.string().optional().openapi({ description: 'The item that takes its place' }),
    withdrawn: z.array(z.string()).optional().openapi({
      description:
        'Delivered components that were killed or withheld by themselves, as a photograph is: they must not be used',
    }),
  })
  .openapi('PublicationState');

const answerShape = {
  valid: z.boolean().openapi({ description: 'The receipt is signed by this gateway and unaltered' }),
  reason: z.string().optional().openapi({ description: 'Why it is not valid' }),
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
        '`with_insertions`: the whole text word for word, with blocks between its own that are listed as `added`. `altered_as_licensed`: nothing but what the receipt’s alterations allow (another headline, shortening, an excerpt). `altered`: more than that.',
    }),
  changed: indexes.optional().openapi({
    description: 'Blocks of the original that read differently, counted in the original: 0 is its headline',
  }),
  missing: indexes
    .optional()
    .openapi({ description: 'Blocks of the original that are not there, counted in the original' }),
  added: indexes.optional().openapi({
    description:
      'Published blocks that the original does not have, counted in the published text: 0 is its headline',
  }),
  where: z.array(placeSchema).optional().openapi({
    description:
      'The same for people, in the order of the text. Every `block` is counted in the original, of what was added, too',
  }),
  picture: z
    .enum(['unmodified', 'same_picture', 'another_picture', 'not_as_delivered', 'unknown'])
    .optional()
    .openapi({
      description:
        'Whether the bytes are what was delivered; `unknown` until the delivery is in the log. Of other bytes, what their perceptual digest suggests and never proves: `same_picture` scaled or saved anew, `another_picture` or one with much cut off, or neither (`not_as_delivered`).',
    }),
  note: z.string().optional().openapi({ description: 'What the verdict on the text does not say' }),
  inForce: z.enum(['not_yet', 'in_force', 'over', 'unknown']).openapi({
    description:
      'How today stands to the dates of the receipt (`nbf`, `expires`), and to nothing else: a killed article’s receipt may be `in_force`. Whether the article may be used is said by `state`',
  }),
  log: z.enum(['pending', 'included', 'overdue', 'contradicted', 'unknown']).openapi({
    description: '`included`: proved against `checkpoint`. `overdue`: the promise of 24 hours is broken.',
  }),
  checkpoint: z
    .strictObject({ origin: z.string(), size: z.int(), at: z.string() })
    .optional()
    .openapi({ description: 'The kept checkpoint that the entry is proved to be in' }),
};

export const verifyAnswerSchema = z.strictObject(answerShape).openapi('ReceiptVerdict');
export type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

const documentVerdictSchema = z.strictObject({
  story: z.int().openapi({ description: 'Of a feed or package, which entry; 0 of others' }),
  heading: z.string().openapi({ description: 'The verdict in one line' }),
  marked: z
    .boolean()
    .openapi({ description: 'The text was found by its marks: all that stands between them was judged' }),
  ...answerShape,
});
export type DocumentVerdict = z.infer<typeof documentVerdictSchema>;

export const documentAnswerSchema = z
  .strictObject({
    kind: z.enum(DOCUMENT_KINDS),
    standing: z.enum(STANDINGS).openapi({
      description:
        'The worst of the verdicts. `withdrawn`: as it was released, and killed or held by the agency since: not for use; what was altered as well is `not_genuine`. `unchecked`: something could not be told, or there is no receipt.',
    }),
    heading: z.string(),
    stories: z.int().openapi({ description: 'Articles or entries that the document has' }),
    verdicts: z.array(documentVerdictSchema).openapi({ description: 'One of each receipt' }),
    note: z.string().optional().openapi({ description: 'What was not judged' }),
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
        description: 'Also purpose and further facts of the use, by ODRL left operand, where stated',
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
          'Pictures of the delivery, with a PDQ digest of what they show: a likeness, no proof, and not part of the log entry',
      }),
    text: z
      .strictObject({ algorithm: z.string(), digest: z.string(), blocks: z.array(z.string()) })
      .nullable()
      .openapi({ description: 'Block digests of the dispatch, truncated; null when it was not delivered' }),
    captions: z.array(z.string()).openapi({
      description:
        'Block digests of what delivered pictures and other parts say beside the text: headlines, captions, credits',
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
        '`included`: proved against `checkpoint`. `pending`: no checkpoint covers it yet. `overdue`: none does after 24 hours. `contradicted`: the log has something else in this place, so the record is not what was entered. `unknown`: the ledger is out of reach',
    }),
    checkpoint: answerShape.checkpoint,
    titles: z.array(z.strictObject({ id: z.string(), name: z.string() })).openapi({
      description:
        'Names, as of today, of the title that the request stated, or else of the titles that the license names',
    }),
    components: z.array(z.strictObject({ id: z.string(), type: z.enum(COMPONENT_TYPES) })).openapi({
      description: 'What kind each delivered component is; empty when the version is not stored any more',
    }),
  })
  .openapi('ReceiptAnswer');
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

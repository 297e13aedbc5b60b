/** Shapes of the receipt routes: validation, OpenAPI and types from one definition. */
import { z } from '@hono/zod-openapi';
import { PUBLISHED_CHARS_MAX, RECEIPT_BYTES_MAX } from './limits.ts';
import type { ReceiptClaims } from './types.ts';

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
    expires: numericDate,
    log: z.strictObject({ origin: z.string(), index: z.int(), leaf: z.string() }),
  })
  .openapi('ReceiptClaims');

export const verifyRequestSchema = z
  .strictObject({
    receipt: z
      .string()
      .min(1)
      // what is longer cannot be a receipt, but that is a verdict, not a malformed request
      .max(4 * RECEIPT_BYTES_MAX)
      .openapi({ description: 'The receipt, a compact JWS (header `Rights-Receipt`)' }),
    headline: z.string().max(PUBLISHED_CHARS_MAX).optional(),
    text: z
      .string()
      .max(PUBLISHED_CHARS_MAX)
      .optional()
      .openapi({ description: 'The text as published; each line that is not empty is a block' }),
    html: z
      .string()
      .max(PUBLISHED_CHARS_MAX)
      .optional()
      .openapi({ description: 'Or the page as published; what stands around the article does not count' }),
  })
  .refine(({ text, html }) => text === undefined || html === undefined, {
    message: 'Give the text or the page, not both',
    path: ['html'],
  });

const indexes = z.array(z.int());

export const verifyAnswerSchema = z
  .strictObject({
    valid: z.boolean().openapi({ description: 'The receipt is signed by this gateway and unaltered' }),
    reason: z.string().optional().openapi({ description: 'Why it is not valid' }),
    claims: receiptClaimsSchema.optional(),
    text: z
      .enum([
        'unmodified',
        'altered_as_licensed',
        'altered',
        'another_article',
        'not_given',
        'not_covered',
        'unknown',
      ])
      .openapi({
        description:
          '`altered_as_licensed`: nothing but what the receipt’s alterations allow (another headline, shortening, an excerpt). `altered`: more than that.',
      }),
    changed: indexes.optional().openapi({ description: 'Blocks of the original that read differently' }),
    missing: indexes.optional().openapi({ description: 'Blocks of the original that are not there' }),
    added: indexes.optional().openapi({ description: 'Published blocks that the original does not have' }),
    note: z.string().optional().openapi({ description: 'What the verdict on the text does not say' }),
    inForce: z.enum(['not_yet', 'in_force', 'over', 'unknown']),
    log: z.enum(['pending', 'included', 'overdue', 'contradicted', 'unknown']).openapi({
      description: '`included`: proved against `checkpoint`. `overdue`: the promise of 24 hours is broken.',
    }),
    checkpoint: z
      .strictObject({ origin: z.string(), size: z.int(), at: z.string() })
      .optional()
      .openapi({ description: 'The kept checkpoint that the entry is proved to be in' }),
  })
  .openapi('ReceiptVerdict');
export type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

export const receiptAnswerSchema = z
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
    text: z
      .strictObject({ algorithm: z.string(), digest: z.string(), blocks: z.array(z.string()) })
      .nullable()
      .openapi({ description: 'Block digests of the dispatch, truncated; null when it was not delivered' }),
  })
  .openapi('ReceiptRecord');
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

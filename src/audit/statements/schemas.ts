/** Bodies and answers of the statement routes. */
import { z } from '@hono/zod-openapi';
import { givenId, line } from '../../platform/desk.ts';
import { pageQuery } from '../../platform/paging.ts';
import { adjustment, licenseUsage, period } from '../reports/schemas.ts';
import { ADJUSTMENT_UNITS_MAX, PERIOD_CHARS_MAX, REASON_CHARS_MAX, REFERENCE_CHARS_MAX } from './limits.ts';

export const toClose = z.strictObject({
  license: givenId,
  period: line(PERIOD_CHARS_MAX).openapi({
    description: 'A day, month, quarter or year that is over, in the license’s time zone',
    example: '2026-10',
  }),
});

export const ownListQuery = pageQuery;
export const listQuery = pageQuery.extend({ license: givenId.optional(), partner: givenId.optional() });

export const statementHead = z
  .object({
    id: z.string(),
    license: z.string(),
    partner: z.string(),
    period: z.string(),
    closed: z.string(),
    size: z.int().openapi({ description: 'Entries of the license’s log that it covers' }),
    units: z.int(),
    billed: z.int(),
    sha256: z.string().openapi({ description: 'Hex, of the RFC 8785 form of `statement`' }),
    href: z.string(),
  })
  .openapi('StatementHead');

export const statement = z
  .object({
    statement: z
      .object({
        v: z.literal(1),
        id: z.string(),
        license: z.string(),
        partner: z.string(),
        period,
        closed: z.string(),
        log: z.object({
          origin: z.string(),
          size: z.int(),
          checkpoint: z
            .string()
            .nullable()
            .openapi({ description: 'Of this size; null where nothing is in the log' }),
        }),
        usage: licenseUsage,
      })
      .openapi({ description: 'As it was closed, in its RFC 8785 form: not a byte of it changes' }),
    sha256: z.string(),
    adjustments: z.array(adjustment).openapi({ description: 'Corrections since then' }),
  })
  .openapi('Statement');

export const toAdjust = z.strictObject({
  units: z
    .int()
    .min(-ADJUSTMENT_UNITS_MAX)
    .max(ADJUSTMENT_UNITS_MAX)
    .refine((units) => units !== 0, 'Expected more or less than nothing')
    .openapi({ description: 'Less than 0: taken back', example: -12 }),
  reason: line(REASON_CHARS_MAX).openapi({ example: 'Deliveries of a test that ran with a live key' }),
  title: givenId.optional(),
  reference: line(REFERENCE_CHARS_MAX).optional().openapi({
    description: 'Your own name for it. Under the same one, or with the same content, it is entered once.',
  }),
});

export const entered = adjustment.extend({ index: z.int(), leaf: z.string() }).openapi('EnteredAdjustment');

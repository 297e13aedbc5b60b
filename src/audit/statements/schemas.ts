/** Schemas of the statement routes. */
import { z } from '@hono/zod-openapi';
import { keyed } from '../../platform/fault-keys.ts';
import { idField, line } from '../../platform/openapi.ts';
import { pageQuery } from '../../platform/paging.ts';
import { adjustment, licenseUsage, period } from '../reports/schemas.ts';
import {
  ADJUSTMENT_UNITS_MAX,
  PERIOD_CHARS_MAX,
  REASON_CHARS_MAX,
  REFERENCE_CHARS_MAX,
  SEARCH_CHARS_MAX,
} from './limits.ts';
import { MONTH_STATES } from './month-state.ts';

export const toClose = z.strictObject({
  license: idField,
  period: line(PERIOD_CHARS_MAX).openapi({
    description: 'A day, month, quarter or year that is over, in the license’s time zone',
    example: '2026-10',
  }),
});

export const ownListQuery = pageQuery;
export const listQuery = pageQuery.extend({ license: idField.optional(), partner: idField.optional() });

export const tableQuery = z.strictObject({
  period: z.string().max(PERIOD_CHARS_MAX).optional(),
  license: idField.optional(),
  partner: idField.optional(),
});

export const monthsQuery = pageQuery.extend({
  to: z.string().max(PERIOD_CHARS_MAX).optional().openapi({
    description: 'The newest of the twelve months; without it the last that is over',
    example: '2026-10',
  }),
  q: z
    .string()
    .max(SEARCH_CHARS_MAX)
    .optional()
    .openapi({ description: 'Words of the partner’s name, its titles or the license’s reference; or an id' }),
  state: z.enum(MONTH_STATES).optional().openapi({ description: 'Only licenses whose month `to` is so' }),
});

const count = z.int().openapi({ description: 'Licenses' });

export const statementMonths = z
  .object({
    months: z
      .array(z.object({ period: z.string(), open: count, ready: count, closed: count }))
      .openapi({ description: 'Newest first, of all licenses whatever the query' }),
    items: z.array(
      z.object({
        license: z.string(),
        partner: z.string(),
        name: z.string().openapi({ description: 'The partner’s' }),
        reference: z.string().nullable().openapi({ description: 'Of the agreement' }),
        timeZone: z.string().openapi({ description: 'Whose days its months have' }),
        months: z.array(
          z.object({
            period: z.string(),
            state: z.enum(MONTH_STATES).openapi({
              description:
                '`open`: it still runs in the license’s time zone; `ready`: it can be closed; `closed`: a statement of it, or of its quarter or year, is there; `none`: nothing to close',
            }),
            statement: z.string().optional(),
          }),
        ),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('StatementMonths');

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
    overage: z.int(),
    shortfall: z.int(),
    adjusted: z.int().openapi({ description: 'Units of corrections entered in the period' }),
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
    .refine((units) => units !== 0, { error: 'Expected more or less than nothing', ...keyed('not_zero') })
    .openapi({ description: 'Less than 0: taken back', example: -12 }),
  reason: line(REASON_CHARS_MAX).openapi({ example: 'Deliveries of a test that ran with a live key' }),
  title: idField.optional(),
  reference: line(REFERENCE_CHARS_MAX).optional().openapi({
    description: 'Your own name for it. Under the same one, or with the same content, it is entered once.',
  }),
});

export const entered = adjustment.extend({ index: z.int(), leaf: z.string() }).openapi('EnteredAdjustment');

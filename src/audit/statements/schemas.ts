/** Schemas of the statement routes. */
import { z } from '@hono/zod-openapi';
import { keyed } from '../../platform/fault-keys.ts';
import { idField, line } from '../../platform/openapi.ts';
import { pageQuery } from '../../platform/paging.ts';
import { adjustment, billing, licenseUsage, period } from '../reports/schemas.ts';
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
    description: 'A day, month, quarter or year that has ended in the license’s time zone',
    example: '2026-10',
  }),
});

export const ownListQuery = pageQuery;
const filter = {
  period: z.string().max(PERIOD_CHARS_MAX).optional(),
  license: idField.optional(),
  partner: idField.optional(),
};
export const listQuery = pageQuery.extend(filter);
export const tableQuery = z.strictObject(filter);

export const monthsQuery = pageQuery.extend({
  to: z.string().max(PERIOD_CHARS_MAX).optional().openapi({
    description: 'The newest of the twelve months; default: the last month that has ended',
    example: '2026-10',
  }),
  q: z
    .string()
    .max(SEARCH_CHARS_MAX)
    .optional()
    .openapi({ description: 'Words of the partner’s name, its titles or the license’s reference, or an id' }),
  state: z
    .enum(MONTH_STATES)
    .optional()
    .openapi({ description: 'Only licenses whose month `to` has this state' }),
  billing: z
    .stringbool()
    .optional()
    .openapi({ description: 'Whether each license comes with the bill of the month `to`' }),
});

const count = z.int().openapi({ description: 'Number of licenses' });

export const statementMonths = z
  .object({
    months: z
      .array(z.object({ period: z.string(), open: count, ready: count, daily: count, closed: count }))
      .openapi({ description: 'Counts for all licenses, regardless of the query; newest first' }),
    items: z.array(
      z.object({
        license: z.string(),
        partner: z.string(),
        name: z.string().openapi({ description: 'Name of the partner' }),
        reference: z.string().nullable().openapi({ description: 'Reference of the agreement' }),
        timeZone: z.string().openapi({ description: 'Time zone of its months' }),
        months: z.array(
          z.object({
            period: z.string(),
            state: z.enum(MONTH_STATES).openapi({
              description:
                '`open`: it has not ended in the license’s time zone; `ready`: it can be closed; `daily`: days of it have statements, so it cannot be closed as a whole; `closed`: it, its quarter or its year has a statement; `none`: there is nothing to close',
            }),
            statement: z.string().optional(),
          }),
        ),
        billing: billing.optional().openapi({ description: 'Of the month `to`, if requested' }),
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
    size: z.int().openapi({ description: 'Number of entries of the license’s log that it covers' }),
    units: z.int(),
    billed: z.int(),
    overage: z.int(),
    shortfall: z.int(),
    adjusted: z.int().openapi({ description: 'Units of adjustments made in the period' }),
    sha256: z.string().openapi({ description: 'SHA-256 of the RFC 8785 form of `statement`, in hex' }),
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
            .openapi({ description: 'The checkpoint of this size; null when the log is empty' }),
        }),
        usage: licenseUsage,
      })
      .openapi({ description: 'The statement as closed, in its RFC 8785 form; never changes' }),
    sha256: z.string(),
    adjustments: z.array(adjustment).openapi({ description: 'Later adjustments' }),
  })
  .openapi('Statement');

export const toAdjust = z.strictObject({
  units: z
    .int()
    .min(-ADJUSTMENT_UNITS_MAX)
    .max(ADJUSTMENT_UNITS_MAX)
    .refine((units) => units !== 0, { error: 'Expected a number other than 0', ...keyed('not_zero') })
    .openapi({ description: 'Units to add to the bill; negative: units to credit', example: -12 }),
  reason: line(REASON_CHARS_MAX).openapi({ example: 'Deliveries of a test that ran with a live key' }),
  title: idField.optional().openapi({ description: 'A title of the partner, or one on the statement' }),
  reference: line(REFERENCE_CHARS_MAX).optional().openapi({
    description:
      'Your own reference. An adjustment with the same reference, or with the same content, is entered once.',
  }),
});

export const entered = adjustment.extend({ index: z.int(), leaf: z.string() }).openapi('EnteredAdjustment');

export type Statement = z.output<typeof statement>['statement'];
export type StatementMonths = z.output<typeof statementMonths>;
export type StatementHead = z.output<typeof statementHead>;
export type AdjustmentRequest = z.output<typeof toAdjust>;

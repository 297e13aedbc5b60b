/** Schema of a line of the completeness report. */
import { z } from '@hono/zod-openapi';

const count = (description: string) => z.int().openapi({ description });

export const completenessDay = z
  .object({
    day: z.iso.date().openapi({ description: 'The day (UTC)' }),
    finding: z.enum(['complete', 'missing', 'surplus', 'open', 'unwatched', 'gone']).openapi({
      description:
        '`missing`: the edge has counted requests that the log does not have. `surplus`: the log has entries that the edge has not counted. `open`: the day has not ended. `unwatched`: a day before counting began. `gone`: a part of the day is no longer in the database.',
    }),
    difference: z.object({ entries: z.int(), counted: z.int() }).nullable().openapi({
      description: 'Requests that the edge counted as logged or counted, minus those in the log',
    }),
    seen: count('Requests that could deliver content: articles, components, full-text feeds'),
    entered: count('Of these, those answered with a log entry'),
    counted: count('Of these, refusals that the ledger counted without an entry'),
    notEntered: z
      .object({
        unauthenticated: count('Requests without a valid token'),
        malformed: count('Malformed requests, and requests for a format that is not offered'),
        limited: count('Requests over the rate limit'),
        unavailable: count('Requests answered with 503, or whose bytes are missing: nothing was delivered'),
        unlogged: count('Requests answered with content but without a log entry. Investigate the cause'),
        other: count('Requests that failed otherwise'),
      })
      .openapi({ description: 'Requests without a log entry, by reason' }),
    openEnded: count('Requests whose outcome is unknown; may be negative around midnight'),
    ledger: z.object({
      entries: count('Deliveries and refusals in the log of the day'),
      counted: count('Refusals that were counted without an entry'),
    }),
    isolates: count('Number of isolates that stored counts'),
  })
  .openapi('CompletenessDay');

export type CompletenessDay = z.output<typeof completenessDay>;

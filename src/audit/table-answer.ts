/** Responses as JSON, or as a table on request for `text/csv`. */
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bestOf, offersOf, preferenceOf } from '../formats/accept.ts';
import type { AppEnv } from '../platform/http.ts';
import { CSV_TYPE } from './csv.ts';
import { sendText } from './large-answer.ts';

export const NO_STORE = { 'Cache-Control': 'private, no-store', Vary: 'Accept' };

const OFFERED = offersOf([
  ['json', 'application/json'],
  ['csv', 'text/csv'],
]);

export function wantsCsv(c: Context<AppEnv>): boolean {
  return bestOf(preferenceOf(c.req.header('Accept')), OFFERED) === 'csv';
}

/** `name`: file name for a browser, without suffix. */
export function csvAnswer(c: Context<AppEnv>, name: string, lines: Iterable<string>): Promise<Response> {
  return sendText(c, [...lines].join(''), {
    ...NO_STORE,
    'Content-Type': CSV_TYPE,
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}

export const jsonOrCsv = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema }, 'text/csv': { schema: { type: 'string' as const } } },
});

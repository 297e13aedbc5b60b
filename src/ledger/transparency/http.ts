/** Schemas shared by the routes of both rooms. */
import { z } from '@hono/zod-openapi';

/** A number of entries, or an index, in a query. */
export const count = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,15})$/, 'A whole number without leading zeros')
  .transform(Number)
  .refine(Number.isSafeInteger, 'Larger than any log')
  .openapi({ type: 'integer' });

export const hashList = z
  .array(z.string())
  .openapi({ description: 'SHA-256 hashes in base64, in the order of RFC 9162 §2.1' });

export const consistencySchema = z.object({ from: z.int(), to: z.int(), hashes: hashList });

export const checkpointAnswer = {
  description: 'A C2SP tlog-checkpoint, with any cosignatures of witnesses',
  content: { 'text/plain': { schema: z.string() } },
};

export function checkpointHeaders(at: string, caching: string): Record<string, string> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Last-Modified': new Date(at).toUTCString(),
    'Cache-Control': caching,
  };
}

export const FROM_BEYOND_TO = [{ path: '/from', message: 'Not larger than `to`' }];

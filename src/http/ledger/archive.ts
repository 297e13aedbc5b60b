/** `/v1/admin/archive`: archived months in R2; reads them, or restores them to D1. */

import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { listParts, type PartRow } from '../../ledger/archive/store.ts';
import { callObject } from '../../ledger/call.ts';
import { ARCHIVE_PARTS_AT_ONCE, PART_TIMEOUT_MS } from '../../ledger/limits.ts';
import { commitChange, entryKeeperStub } from '../../ledger/outbox.ts';
import type { PartAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { createRouter } from '../../platform/http.ts';
import { log } from '../../platform/log.ts';
import { type Actor, actorOf, body, idField, json, problems, route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageOfSchema, pageQuery } from '../../platform/paging.ts';
import { Refusal } from '../../platform/problem.ts';
import { isBugLogged } from '../../platform/timeouts/unavailable.ts';

export const archiveRoutes = createRouter();

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Expected a month, such as 2026-03')
  .openapi({ example: '2026-03' });
const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Filters of archive parts. */
const partFilter = { object: idField.optional(), month: month.optional(), license: idField.optional() };

const part = z
  .object({
    object: z.string(),
    part: z.number().int(),
    month: z.string(),
    entries: z.number().int(),
    firstAt: z.string(),
    lastAt: z.string(),
    file: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    licenses: z.array(
      z.object({
        license: z.string(),
        first: z.number().int(),
        last: z.number().int(),
        root: z
          .string()
          .openapi({ description: 'Root of the license’s tree of `last` + 1 leaves, in base64' }),
        deleted: z.int().optional().openapi({
          description: 'Number of these entries whose text was deleted after its retention period',
        }),
      }),
    ),
    shortened: z
      .object({ times: z.int(), at: z.string() })
      .optional()
      .openapi({ description: 'How often texts were deleted from the file, and when last' }),
    restored: z.string().nullable(),
  })
  .openapi('ArchivePart');

/** Cursor position. */
const cursorPosition = z.object({ month: z.string(), object: z.string(), part: z.int() });

archiveRoutes.openapi(
  route.get('/v1/admin/archive', {
    middleware: [requireOperator('owner', 'auditor')] as const,
    summary: 'List the parts of the archive, oldest month first',
    request: {
      query: z.strictObject({
        ...partFilter,
        restored: z.stringbool().optional(),
        ...pageQuery.shape,
      }),
    },
    responses: { 200: json(pageOfSchema(part), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const cursors = cursorsOf(c.env, { list: 'archive', reader: OPERATORS, filter }, cursorPosition);
    const page = { after: cursors.after(cursor), limit: limit + 1 };
    const rows = await listParts(c.env.DB, { ...filter, ...page });
    const { items, next } = pageOf(rows, limit, cursors.to);
    return c.json({ items: items.map(partResource), next }, 200);
  },
);

archiveRoutes.openapi(
  route.get('/v1/admin/archive/{object}/{part}', {
    middleware: [requireOperator('owner', 'auditor')] as const,
    summary: 'Read the entries of an archive part, verified against its manifest and the ledger',
    request: { params: z.object({ object: idField, part: number }) },
    responses: {
      200: {
        description: 'The entries byte for byte; the leaf of a line is SHA-256(0x00 ‖ line)',
        content: { 'application/x-ndjson': { schema: z.string() } },
      },
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { object, part: partNumber } = c.req.valid('param');
    const isKnown = (await listParts(c.env.DB, { object, limit: 1 })).length > 0;
    const { lines } = unwrap(isKnown ? await callArchive(c.env, object, 'read', partNumber) : UNKNOWN);
    return c.text(lines.map((line) => `${line}\n`).join(''), 200, {
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': 'private, no-store',
    });
  },
);

const archiveResult = z.object({
  done: z.array(z.object({ object: z.string(), part: z.number().int(), entries: z.number().int() })),
  more: z.boolean().openapi({ description: 'More entries remain: repeat the request' }),
});

const nonEmptyFilter = z
  .strictObject(partFilter)
  .refine(
    (filter) => Object.values(filter).some((value) => value !== undefined),
    'Name an object, a month or a license',
  );

archiveRoutes.openapi(
  route.post('/v1/admin/archive/restore', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Restore archived entries to the searchable log',
    request: { body: body(nonEmptyFilter) },
    responses: { 200: json(archiveResult, 'The entries restored by this call'), ...problems(409) },
  }),
  async (c) => c.json(await changeParts(c.env, 'restore', c.req.valid('json'), actorOf(c)), 200),
);

archiveRoutes.openapi(
  route.post('/v1/admin/archive/release', {
    middleware: [requireOperator('owner')] as const,
    summary: 'Remove restored entries from the log again; the archive retains them',
    request: { body: body(nonEmptyFilter) },
    responses: { 200: json(archiveResult, 'The entries released by this call'), ...problems(409) },
  }),
  async (c) => c.json(await changeParts(c.env, 'release', c.req.valid('json'), actorOf(c)), 200),
);

async function changeParts(
  env: Env,
  action: 'restore' | 'release',
  filter: z.output<typeof nonEmptyFilter>,
  actor: Actor,
): Promise<z.output<typeof archiveResult>> {
  const parts = await listParts(env.DB, {
    ...filter,
    restored: action === 'release',
    limit: ARCHIVE_PARTS_AT_ONCE + 1,
  });
  const batch = parts.slice(0, ARCHIVE_PARTS_AT_ONCE);
  for (const { object, part: partNumber, manifest } of batch) {
    // A refused part leaves no entry. Otherwise the action is logged before the log in D1 changes.
    unwrap(await callArchive(env, object, 'check', partNumber));
    await commitChange(
      env,
      [],
      [actionMessage(actor, `archive.${action}`, `${object}/${partNumber}`, { after: manifest })],
    );
    unwrap(await callArchive(env, object, action, partNumber));
  }
  return {
    done: batch.map(({ object, part: partNumber, entries }) => ({ object, part: partNumber, entries })),
    more: parts.length > batch.length,
  };
}

const UNKNOWN: PartAnswer = { ok: false, reason: 'part_unknown', detail: 'There is no such archive part.' };

async function callArchive(
  env: Env,
  object: string,
  action: 'read' | 'check' | 'restore' | 'release',
  partNumber: number,
): Promise<PartAnswer> {
  return callObject<PartAnswer>(object, () => entryKeeperStub(env, object).archivePart(action, partNumber), {
    timeoutMs: PART_TIMEOUT_MS,
  }).catch((error: unknown) => {
    if (!isBugLogged(error)) log('error', 'archive_failed', { object, error: String(error) });
    throw new Refusal({
      code: 'storage_unavailable',
      detail: 'The archive is unavailable. Repeat the request; what was already done is preserved.',
      headers: { 'Retry-After': '5' },
    });
  });
}

function unwrap(answer: PartAnswer): { lines: string[] } {
  if (answer.ok) return answer;
  throw new Refusal({
    code: answer.reason === 'part_unknown' ? 'not_found' : 'conflict',
    detail: answer.detail,
    members: { reason: answer.reason },
  });
}

function partResource({ manifest, restored }: PartRow): z.output<typeof part> {
  const { v: _v, lastSeq: _last, blocks: _blocks, ...rest } = manifest;
  return { ...rest, restored };
}

/** `/v1/audit/actions`: operator actions, newest first. The log `operators` proves them. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { listActions } from '../../audit/actions/store.ts';
import { entryPosition } from '../../audit/entry-position.ts';
import { deletedSchema } from '../../audit/retention/schemas.ts';
import { deletedEntries } from '../../audit/retention/store.ts';
import { spanOf } from '../../audit/search/query.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageQuery } from '../../platform/paging.ts';

export const actionRoutes = createRouter();

const id = z.string().min(1).max(100).optional();

const action = z
  .object({
    id: z.string(),
    operator: z.string(),
    act: z.string().openapi({ example: 'license.change' }),
    resource: z.string(),
    holder: z
      .string()
      .optional()
      .openapi({ description: 'Of `recall.answer`: the license whose answer was entered' }),
    change: z.string().optional().openapi({
      description:
        'What the change did: `kill`, `hold`, `release`, `embargo` or `lift` (an embargo) of an article; `suspend` or `reactivate` of a license, partner or operator; `renew` (a later end) or `terminate` of a license; `withdraw` of a restriction, and `confirm`, `release` (without a rule), `withhold` or `reopen` of its review; `explain`, `settle` or `reopen` of a finding. Absent: something else',
    }),
    changed: z
      .array(z.string())
      .optional()
      .openapi({
        description:
          'Names of the resource’s members that the action set, changed or removed, without `version`, `updated` and members that follow from others. Their values are not logged',
        example: ['contact', 'titles'],
      }),
    before: z.string().nullable().openapi({
      description: 'SHA-256 of the resource’s RFC 8785 form before the action, in hex; null: there was none',
    }),
    after: z.string().nullable(),
    done: z.string().openapi({ description: 'When it was requested' }),
    at: z.string().openapi({ description: 'When it was written to the log' }),
    index: z.number().int(),
    leaf: z.string().openapi({
      description: 'SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64',
    }),
    // The stored form is that of license entries.
    v: z.literal(1),
    kind: z.literal('action'),
    license: z.string(),
    env: z.literal('live'),
    partner: z.literal(''),
    outcome: z.literal('permit'),
    code: z.null(),
    article: z.null(),
    billable: z.literal(0),
    via: z
      .string()
      .optional()
      .openapi({ description: 'Origin of an action that is not a request: an issuer, `command` or `d1`' }),
    reason: z.string().optional().openapi({ description: 'The reason given to the command' }),
  })
  .openapi('OperatorAction');

const actions = z.object({
  items: z.array(action),
  next: z.string().nullable(),
  archived: z
    .array(z.string())
    .optional()
    .openapi({ description: 'Always absent: archived entries are listed like all others' }),
  deleted: deletedSchema.optional(),
});

actionRoutes.openapi(
  route.get('/v1/audit/actions', {
    middleware: [requireOperator('auditor')] as const,
    summary: 'List the actions of operators, newest first, each with its leaf',
    request: {
      query: z.strictObject({
        operator: id,
        resource: id,
        act: z
          .string()
          .regex(/^[a-z]{1,40}(\.[a-z_]{1,40}){0,2}$/, 'Expected an act, such as license.change, or license')
          .optional()
          .openapi({
            description:
              'The action, such as `license.change`; with its `change`, such as `license.change.terminate`; or `license` for all actions on licenses',
          }),
        routine: z.stringbool().optional().openapi({
          type: 'boolean',
          description:
            '`false`: without sign-ins, sign-outs and ingests. An ingest that has a `change`, such as `kill`, is listed',
        }),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional(),
        ...pageQuery.shape,
      }),
    },
    responses: { 200: json(actions, 'A page of actions') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const cursors = cursorsOf(c.env, { list: 'actions', reader: OPERATORS, filter }, entryPosition);
    const span = spanOf(filter);
    const page = { after: cursors.after(cursor), limit: limit + 1 };
    const rows = await listActions(c.env.DB, { ...filter, ...span, ...page });
    const { items, next } = pageOf(rows, limit, cursors.to);
    const absent = { license: OPERATORS_LOG, ...span };
    const deleted = next === null ? await deletedEntries(c.env.DB, absent) : [];
    return c.json(
      {
        items: items.map(({ body, leaf }) => ({ ...JSON.parse(body), leaf })),
        next,
        ...(deleted.length > 0 && { deleted }),
      },
      200,
      NO_STORE,
    );
  },
);

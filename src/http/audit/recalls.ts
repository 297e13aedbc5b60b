/** `/v1/admin/recalls` and `/v1/audit/recalls`: whether kills and corrections have reached the copies. */
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { requireOperator } from '../../access/guard.ts';
import { keyRing } from '../../access/keyring.ts';
import { requireSlot, sendText } from '../../audit/large-answer.ts';
import { enterAnswer, newAnswer } from '../../audit/recalls/answer.ts';
import { closeRecall } from '../../audit/recalls/close.ts';
import { closureOf } from '../../audit/recalls/closure.ts';
import { UPDATE_MS } from '../../audit/recalls/limits.ts';
import { recallDetails, recallResources } from '../../audit/recalls/resource.ts';
import { readNow, updateRecalls } from '../../audit/recalls/run.ts';
import {
  closing,
  closure as closureSchema,
  recallDetails as detailsSchema,
  readingsRun,
  recallQuery,
  recall as recallSchema,
  recallsPage,
} from '../../audit/recalls/schemas.ts';
import { findRecall, listRecalls } from '../../audit/recalls/store.ts';
import type { Recall } from '../../audit/recalls/types.ts';
import { enteredReport } from '../../delivery/publication-reports/schemas.ts';
import type { Env } from '../../platform/env.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf } from '../../platform/paging.ts';

export const recallRoutes = createRouter();

const position = z.object({ at: z.string(), id: z.string() });

/** For the desk and for auditors alike. */
function readingRoutes(
  path: '/v1/admin/recalls' | '/v1/audit/recalls',
  middleware: MiddlewareHandler<AppEnv>[],
) {
  recallRoutes.openapi(
    route.get(path, {
      middleware,
      summary: 'List recalls, newest first: kills, corrections, holds, and how far their holders have come',
      request: { query: recallQuery },
      responses: { 200: json(recallsPage, 'A page of results') },
    }),
    async (c) => {
      const { cursor, limit, ...filter } = c.req.valid('query');
      const cursors = cursorsOf(
        c.env,
        { list: 'recalls', reader: OPERATORS, filter: { path, ...filter } },
        position,
      );
      const after = cursors.after(cursor);
      await updateRecalls(c.env, Date.now() + UPDATE_MS);
      const rows = await listRecalls(c.env.DB, { ...filter, after, limit: limit + 1 });
      const { items, next } = pageOf(rows, limit, ({ at, id }) => cursors.to({ at, id }));
      return c.json({ items: await recallResources(c.env.DB, items), next }, 200, NO_STORE);
    },
  );

  recallRoutes.openapi(
    route.get(`${path}/{id}` as const, {
      middleware,
      summary: 'Read a recall: what each holder and title has done, and what was seen of its pages',
      request: { params: idParam },
      responses: { 200: json(detailsSchema, 'The recall'), ...problems(404) },
    }),
    async (c) => {
      await updateRecalls(c.env, Date.now() + UPDATE_MS);
      const recall = await loadRecall(c.env, c.req.valid('param').id);
      return c.json(await recallDetails(c.env, recall), 200, NO_STORE);
    },
  );

  recallRoutes.openapi(
    route.get(`${path}/{id}/closure` as const, {
      middleware: [...middleware, requireSlot()],
      summary: 'Download the signed closure of a recall, which can be verified offline',
      request: { params: idParam },
      responses: { 200: json(closureSchema, 'The closure, exactly as it is signed'), ...problems(404, 409) },
    }),
    async (c) => {
      const recall = await loadRecall(c.env, c.req.valid('param').id);
      const ring = await keyRing(c.env.SIGNING_KEYS);
      const text = unwrap(await closureOf(c.env, { recall, ring, now: c.get('now') }));
      return sendText(c, text, {
        ...NO_STORE,
        'Content-Type': 'application/json',
        'Content-Disposition': `attachment; filename="closure-${recall.id}.json"`,
      }) as never;
    },
  );
}

const desk = [requireOperator('desk')];
readingRoutes('/v1/admin/recalls', desk);
readingRoutes('/v1/audit/recalls', [requireOperator('auditor')]);

recallRoutes.openapi(
  route.post('/v1/admin/recalls/{id}/readings', {
    middleware: desk,
    summary: 'Read the reported pages of a recall again, now',
    request: { params: idParam },
    responses: { 200: json(readingsRun, 'How many were read'), ...problems(404, 409) },
  }),
  async (c) => {
    const recall = await loadRecall(c.env, c.req.valid('param').id);
    return c.json(unwrap(await readNow(c.env, recall)), 200, NO_STORE);
  },
);

recallRoutes.openapi(
  route.post('/v1/admin/recalls/{id}/answers', {
    middleware: desk,
    summary: 'Record what a partner has told the desk about a recall, such as by telephone',
    description:
      'Enters an `acknowledgement` in the log of the license, with the operator as its author. It counts like a report of the partner; the later one of the two prevails. `received` takes nothing back, so it is refused with 400 if the license has another answer. The same is entered once.',
    request: { params: idParam, body: body(newAnswer) },
    responses: {
      200: json(enteredReport, 'The answer was already in the log'),
      201: json(enteredReport, 'The entry'),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    await updateRecalls(c.env, Date.now() + UPDATE_MS);
    const answer = unwrap(await enterAnswer(c.env, id, c.req.valid('json'), actorOf(c)));
    return c.json(answer, answer.repeated ? 200 : 201, NO_STORE);
  },
);

recallRoutes.openapi(
  route.post('/v1/admin/recalls/{id}/close', {
    middleware: desk,
    summary: 'Close a recall, whatever is open',
    request: { params: idParam, body: body(closing) },
    responses: { 200: json(recallSchema, 'The closed recall'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    await updateRecalls(c.env, Date.now() + UPDATE_MS);
    // All that it is closed on was entered before.
    const by = { ...actorOf(c), now: Date.now() };
    const closed = unwrap(await closeRecall(c.env, id, c.req.valid('json').note, by));
    const [resource] = await recallResources(c.env.DB, [closed]);
    return c.json(resource as NonNullable<typeof resource>, 200, NO_STORE);
  },
);

const loadRecall = async (env: Env, id: string): Promise<Recall> =>
  (await findRecall(env.DB, id)) ?? unwrap<never>(missing('recall'));

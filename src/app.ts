/** Mounts the routers; one place turns a failure into problem+json. */
import { HTTPException } from 'hono/http-exception';
import { accessRoutes } from './access/routes.ts';
import { articleAdminRoutes } from './articles/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { publicPages } from './console/routes.tsx';
import { deliveryRoutes } from './delivery/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { licensingRoutes } from './licensing/routes.ts';
import { agencyOf } from './platform/env.ts';
import { createRouter } from './platform/http.ts';
import { newId } from './platform/ids.ts';
import { type Problem, problemResponse, Refusal } from './platform/problem.ts';
import { requestLimits } from './platform/request-limits.ts';
import { restrictionRoutes } from './restrictions/routes.ts';
import { receiptRoutes } from './stamp/routes.ts';

export const app = createRouter();

app.use(async (c, next) => {
  c.set('now', Date.now());
  c.set('requestId', newId('req'));
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
});
app.use(requestLimits());

app.route('/', accessRoutes);
app.route('/', deliveryRoutes);
app.route('/', receiptRoutes);
app.route('/', licensingRoutes);
app.route('/', restrictionRoutes);
app.route('/', articleAdminRoutes);
app.route('/', ledgerRoutes);
app.route('/', auditRoutes);
app.route('/', publicPages);

app.notFound((c) =>
  problemResponse({ code: 'not_found', detail: 'There is no such route here.' }, agencyOf(c.env).publicUrl),
);

app.onError((error, c) => problemResponse(problemOf(error, c.var.requestId), agencyOf(c.env).publicUrl));

/** Expected failures carry their own problem. Anything else is a bug: logged with its request id, told to nobody. */
function problemOf(error: Error, requestId: string): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof HTTPException && error.status < 500) return fromHono(error);
  console.error(
    JSON.stringify({
      level: 'error',
      event: 'bug',
      request: requestId,
      error: error.message,
      stack: error.stack,
    }),
  );
  return {
    code: 'internal',
    detail: `Something went wrong here. Quote ${requestId} when you report it.`,
    members: { request: requestId },
  };
}

function fromHono(error: HTTPException): Problem {
  if (error.status === 413)
    return { code: 'too_large', detail: 'The body is larger than this route accepts.' };
  return {
    code: 'malformed',
    detail: `The body cannot be read: ${error.message || 'it is not well-formed'}.`,
    members: { errors: [{ path: '/', message: error.message }] },
  };
}

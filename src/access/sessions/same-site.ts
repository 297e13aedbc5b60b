/**
 * Protection from cross-site request forgery (CSRF). A browser sends cookies with requests of any origin, so
 * a request that changes anything must come from a page of the gateway: by `Sec-Fetch-Site`, which no script
 * can set, or by `Origin` in browsers without it.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal, toProblem } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';

/** RFC 9110 §9.2.1: safe methods. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses unsafe requests of other sites or of unknown origin. */
export function requireSameSite(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!SAFE.has(c.req.method) && !isSameSite(c))
      throw new Refusal(toProblem('cross_site', problemMessage('forbidden.site')));
    await next();
  });
}

function isSameSite(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  return c.req.header('Origin') === new URL(agencyOf(c.env).publicUrl).origin;
}

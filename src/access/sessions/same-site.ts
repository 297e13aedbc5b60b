/**
 * A cookie comes along with whatever makes the browser send something here, so what changes anything must say that a page of ours
 * made it: by `Sec-Fetch-Site`, which no script can set or, from browsers without it, by `Origin`.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { problemSaying, Refusal } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';

/** RFC 9110 §9.2.1: these change nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses what another site made the browser send, and what does not say who made it. */
export function sameSite(): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (!SAFE.has(c.req.method) && !isOurs(c))
      throw new Refusal(problemSaying('cross_site', problemMessage('forbidden.site')));
    await next();
  });
}

function isOurs(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  return c.req.header('Origin') === new URL(agencyOf(c.env).publicUrl).origin;
}

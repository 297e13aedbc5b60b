/**
 * The bare answer after one call to a Durable Object that does nothing: the least that a ledger on the path
 * can cost.
 */
import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import type { BaselineEnv } from './env.ts';

export class Nothing extends DurableObject {
  nothing(): void {}
}

const app = new Hono<{ Bindings: BaselineEnv & { NOTHING: DurableObjectNamespace<Nothing> } }>();

app.get('/v1/articles/:id', async (c) => {
  await c.env.NOTHING.get(c.env.NOTHING.idFromName('one')).nothing();
  return c.json(c.env.DOCUMENT);
});

export default app;

/** The bare answer behind `hono/jwt`: who verifies the gateway's tokens, and does nothing else for them. */
import { Hono } from 'hono';
import type { BaselineEnv } from './env.ts';
import { bearer } from './verify.ts';

const app = new Hono<{ Bindings: BaselineEnv }>();

app.use(bearer());
app.get('/v1/articles/:id', (c) => c.json(c.env.DOCUMENT));

export default app;

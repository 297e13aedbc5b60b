/** What the runtime and Hono cost by themselves: an answer as large as the article. */
import { Hono } from 'hono';
import type { BaselineEnv } from './env.ts';

const app = new Hono<{ Bindings: BaselineEnv }>();

app.get('/v1/articles/:id', (c) => c.json(c.env.DOCUMENT));

export default app;

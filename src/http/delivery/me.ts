import { requirePartner } from '../../access/guard.ts';
import { readMe } from '../../delivery/me/me.ts';
import { me } from '../../delivery/me/schema.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const meRoutes = createRouter();

meRoutes.openapi(
  route.get('/v1/me', {
    middleware: [requirePartner()],
    summary: 'Read the partner, license, titles, limits and usage of the token',
    responses: { 200: json(me, 'The partner, license and limits of the token') },
  }),
  async (c) => c.json(await readMe(c.env, c.get('partner'), c.get('now')), 200, NO_STORE),
);

/** `POST /v1/acknowledgements`: what a partner has done about an event. */
import { requirePartner } from '../access/guard.ts';
import { enteredReport } from '../delivery/publication-reports/schemas.ts';
import { acknowledge, newAcknowledgement } from '../events/acknowledge.ts';
import { unwrap } from '../platform/failure.ts';
import { createRouter } from '../platform/http.ts';
import { body, json, problems, route } from '../platform/openapi.ts';

export const acknowledgementRoutes = createRouter();

acknowledgementRoutes.openapi(
  route.post('/v1/acknowledgements', {
    middleware: [requirePartner()],
    summary: 'Acknowledge an event',
    description:
      'Enters in the log what you have done about an event, such as a kill. Another state later amends it; the same is entered once.',
    request: { body: body(newAcknowledgement) },
    responses: { 201: json(enteredReport, 'The entry'), ...problems(404, 409) },
  }),
  async (c) => {
    const attempt = await acknowledge(c.env, c.get('partner'), c.req.valid('json'), c.get('now'));
    return c.json(unwrap(attempt), 201);
  },
);

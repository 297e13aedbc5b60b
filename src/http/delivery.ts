import { z } from '@hono/zod-openapi';
import { countBatchRequests, requirePartner } from '../access/guard.ts';
import { decisionQuestion, parseDecisionQuestions, questionsBody } from '../delivery/decision-questions.ts';
import { decisionAnswer, decisionsAnswer } from '../delivery/decision-schema.ts';
import { decideEach, decideFor } from '../delivery/decisions.ts';
import { FEED_SUFFIXES, listFormatOf } from '../delivery/feeds/feed-format.ts';
import { feedResponse } from '../delivery/feeds/feed-response.ts';
import { STATED_LENGTH_MAX } from '../delivery/limits.ts';
import { feedPage } from '../delivery/list.ts';
import { listQuery } from '../delivery/list-query.ts';
import { listResponse, nextPageLink } from '../delivery/list-response.ts';
import { pageQuery } from '../delivery/page-query.ts';
import { fromResponseCache } from '../delivery/response-cache.ts';
import { statedUseQuery, useOfBody, useOfQuery } from '../delivery/stated-use.ts';
import { createRouter, malformed } from '../platform/http.ts';
import { NO_STORE } from '../platform/no-store.ts';
import { json, problems, route } from '../platform/openapi.ts';
import { pageOfSchema } from '../platform/paging.ts';
import { RENDITION_WIDTHS } from '../stamp/pictures/resize.ts';
import { articleResponse } from './delivery/article.ts';
import { componentResponse } from './delivery/component.ts';

export const deliveryRoutes = createRouter();
deliveryRoutes.openAPIRegistry.register('DecisionQuestion', decisionQuestion);

const partner = [requirePartner()];
const statedText = z.string().min(1).max(STATED_LENGTH_MAX);
const articleParam = z.object({ id: statedText });
const renditionWidth = z
  .enum(RENDITION_WIDTHS.map(String))
  .transform(Number)
  .openapi({
    type: 'integer',
    enum: [...RENDITION_WIDTHS],
    description: 'Maximum width of a picture in pixels; a picture that is not wider is delivered as it is',
  });
const feedItem = z.object({
  id: z.string(),
  uri: z.string(),
  version: z.string(),
  changeType: z.string(),
  type: z.string(),
  headline: z.string().optional(),
  summary: z.string().optional().openapi({ description: 'The summary written by the newsroom' }),
  wordCount: z.int().optional().openapi({ description: 'Number of words in the text' }),
  sections: z.array(z.string()),
  versionCreated: z.string(),
  embargoedUntil: z.string().optional(),
  components: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      allowed: z.boolean(),
      thumbnail: z.string().optional().openapi({
        description:
          'Address of a thumbnail of a licensed picture; needs no token and is valid for at least half an hour',
      }),
    }),
  ),
  href: z.string(),
});

deliveryRoutes.openapi(
  route.get('/v1/articles', {
    middleware: partner,
    summary: 'List the licensed articles, newest first',
    request: { query: listQuery },
    responses: {
      200: json(pageOfSchema(feedItem), 'A page of results'),
      304: { description: 'Not modified' },
    },
  }),
  async (c) => {
    const format = listFormatOf(c.req.header('Accept'));
    const params = c.req.valid('query');
    if (format !== 'list') return feedResponse(c, { name: format, params, ...pageQuery(c, params) });
    if (params.content)
      throw malformed('query', [{ path: '/content', message: 'Only feeds accept this parameter' }]);
    const { query, cursorTo } = pageQuery(c, params);
    const page = await feedPage(c.env, c.get('partner'), query);
    const nextCursor = page.next && cursorTo(page.next);
    const items = JSON.stringify(page.items);
    return listResponse(c, {
      contentType: 'application/json',
      body: `{"items":${items},"next":${JSON.stringify(nextCursor)}}`,
      tagText: `${items}\n${JSON.stringify(page.next)}`,
      ...(nextCursor !== null && { link: nextPageLink(c, nextCursor) }),
    });
  },
);

for (const [suffix, name] of FEED_SUFFIXES)
  deliveryRoutes.openapi(
    route.get(`/v1/articles.${suffix}`, {
      middleware: partner,
      summary: 'Read the list of licensed articles as a feed',
      request: { query: listQuery },
      responses: { 200: { description: 'The feed' }, 304: { description: 'Not modified' } },
    }),
    (c) => {
      const params = c.req.valid('query');
      return feedResponse(c, { name, params, ...pageQuery(c, params) });
    },
  );

deliveryRoutes.openapi(
  route.get('/v1/articles/{id}', {
    middleware: [...partner, fromResponseCache()],
    summary: 'Deliver an article with its stamp, in the accepted format',
    request: { params: articleParam, query: statedUseQuery },
    responses: {
      200: { description: 'The article' },
      304: { description: 'Not modified' },
      ...problems(404),
    },
  }),
  (c) => {
    const query = c.req.valid('query');
    const { version } = query;
    return articleResponse(c, { address: c.req.valid('param').id, version, use: useOfQuery(query) });
  },
);

deliveryRoutes.openapi(
  route.get('/v1/articles/{id}/components/{component}', {
    middleware: partner,
    summary: 'Deliver a single component, such as a photograph',
    request: {
      params: articleParam.extend({ component: statedText }),
      query: statedUseQuery.omit({ version: true }).extend({ width: renditionWidth.optional() }),
    },
    responses: {
      200: { description: 'The bytes' },
      206: { description: 'The range requested with `Range`' },
      304: { description: 'Not modified' },
      ...problems(404),
    },
  }),
  (c) => {
    const { id, component } = c.req.valid('param');
    const { width, ...use } = c.req.valid('query');
    return componentResponse(c, { article: id, component, width, use: useOfQuery(use) });
  },
);

deliveryRoutes.openapi(
  route.get('/v1/articles/{id}/rights', {
    middleware: partner,
    summary: 'Read the decision on an article, with its trace',
    request: { params: articleParam, query: statedUseQuery.omit({ version: true }) },
    responses: { 200: json(decisionAnswer, 'The decision'), ...problems(404) },
  }),
  async (c) => {
    const use = useOfQuery(c.req.valid('query'));
    const answer = await decideFor(c.env, c.get('partner'), {
      article: c.req.valid('param').id,
      use,
      now: c.get('now'),
    });
    return c.json({ ...answer }, 200, NO_STORE);
  },
);

deliveryRoutes.openapi(
  route.post('/v1/decisions', {
    middleware: partner,
    summary: 'Decide whether a use is permitted',
    request: { body: questionsBody() },
    responses: {
      200: json(
        z.union([decisionAnswer, decisionsAnswer]),
        'The decision, or a list of decisions for a list of questions',
      ),
      ...problems(404),
    },
  }),
  async (c) => {
    const parsed = parseDecisionQuestions(c.req.valid('json'));
    const { env } = c;
    const { partner: principal, now } = c.var;
    const questions = parsed.questions.map(({ article, use }) => ({
      article,
      ...(use.component && { component: use.component }),
      use: useOfBody(use),
    }));
    const [first] = questions;
    if (!parsed.isBatch && first)
      return c.json({ ...(await decideFor(env, principal, { ...first, now })) }, 200, NO_STORE);
    await countBatchRequests(c, principal, questions.length - 1);
    return c.json({ items: await decideEach(env, principal, questions, now) }, 200, NO_STORE);
  },
);

/** `/console/articles/{id}/{act}`: hold, release, embargo, lift, notice, kill. */
import { type Context, Hono } from 'hono';
import { insufficientRole } from '../../access/challenge.ts';
import { admitted } from '../../access/roles.ts';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, type FormState, filled } from '../forms/state.ts';
import { faultOf, told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { ACTS, type Act, ActPage, nameOf } from './acts.tsx';
import { isEmbargoed } from './state.tsx';

export const actPages = new Hono<ConsoleEnv>();

for (const act of Object.keys(ACTS) as Act[]) {
  actPages.get(`/articles/:id/${act}`, async (c) => {
    const { view } = c.var;
    const { title, article, page } = await actOn(c, act);
    const { fields, ...of } = ACTS[act];
    const state = 'changes' in of ? filled([...fields], article, view.zone) : EMPTY_FORM;
    return consolePage(c, view, { title }, page(state));
  });

  actPages.post(`/articles/:id/${act}`, async (c) => {
    const { title, article, page } = await actOn(c, act);
    const { fields, sends, ...of } = ACTS[act];
    const { id } = article;
    return answerForm(c, {
      title,
      fields: [...fields],
      emptied: 'changes' in of ? 'null' : 'absent',
      ...('final' in of && { name: nameOf(article) }),
      send: async (body: { embargoedUntil?: string }) => {
        // To move it into the past is to lift it, which asks for the name.
        if (act === 'embargo' && isEmbargoed(article, c.var.now) && isPast(body, c.var.now)) return OVER;
        return tried(
          c.var.view.api.PATCH('/v1/admin/articles/{id}', {
            params: { path: { id } },
            body: { ...body, ...sends },
          }),
        );
      },
      next: () => `/console/articles/${id}${act === 'kill' ? '/holders' : ''}?done=article_${act}`,
      page,
    });
  });
}

const isPast = ({ embargoedUntil = '' }: { embargoedUntil?: string }, now: number) =>
  Date.parse(embargoedUntil) <= now;

const OVER = {
  ok: false as const,
  problem: {
    status: 400,
    code: 'malformed',
    title: '',
    detail: '',
    errors: [faultOf('/embargoedUntil', 'in_the_past')],
  },
};

async function actOn(c: Context<ConsoleEnv>, act: Act) {
  const { api, session, t } = c.var.view;
  // The newsroom may see the article, and do none of this.
  if (!admitted(['desk']).includes(session.role)) throw insufficientRole(session.role, admitted(['desk']));
  const params = { path: { id: c.req.param('id') ?? '' } };
  const article = await told(api.GET('/v1/admin/articles/{id}', { params }));
  const holders = act === 'kill' ? await told(api.GET('/v1/admin/articles/{id}/holders', { params })) : null;
  const page = (state: FormState) => <ActPage act={act} article={article} state={state} holders={holders} />;
  return { title: t(`articles.ask_${act}`, { name: nameOf(article) }), article, page };
}

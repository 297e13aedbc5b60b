/** `/console/retention`: retention periods, deleted months and legal holds. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM } from '../forms/state.ts';
import { type Schema, toResult, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { EntityLink, nameOf } from '../parts/entity.tsx';
import { acceptRepeat, DUPLICATE, onceHeader } from '../parts/idempotency.ts';
import { requireAny } from '../parts/missing.tsx';
import { shortName } from '../parts/short-name.ts';
import { actionPages } from '../resources/action-pages.tsx';
import { listPages } from '../resources/list-pages.tsx';
import { HOLD_FIELDS, HoldForm, HoldPage, holdColumns, REASON, RetentionPage } from './pages.tsx';

export const retentionPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;
type Hold = Schema<'Hold'>;

retentionPages.get('/retention', async (c) => {
  const { view } = c.var;
  const retention = await unwrap(view.api.GET('/v1/audit/retention'));
  return consolePage(c, { title: view.t('retention.title') }, <RetentionPage retention={retention} />);
});

listPages({
  pages: retentionPages,
  path: '/retention/holds',
  title: 'retention.holds',
  lead: 'retention.holds_lead',
  controls: ({ req, var: { view } }) => [
    {
      ...{ name: 'target', label: 'retention.target', value: req.query('target') ?? '' },
      kinds: ['license', 'partner', 'article'],
    },
    {
      ...{ name: 'open', label: 'reports.status', value: req.query('open') ?? '', any: true },
      choices: [
        { value: 'true', label: view.t.word('hold', 'open') },
        { value: 'false', label: view.t.word('hold', 'released') },
      ],
    },
  ],
  load: ({ api }, query) => api.GET('/v1/audit/holds', { params: { query: query as object } }),
  describe: () => ({
    empty: 'retention.no_holds',
    add: { href: '/console/retention/holds/new', label: 'retention.place' },
  }),
  columns: holdColumns,
  file: { name: 'holds', columns: ['id', 'kind', '@target', 'reason', 'since', 'operator', 'released'] },
});

/** The page that led here passes the id to hold. */
retentionPages.get('/retention/holds/new', requireAny('retention.place', 'article', 'partner'), (c) => {
  const { view } = c.var;
  const values = new Map([['/target', [c.req.query('target') ?? '']]]);
  const page = <HoldForm state={{ ...EMPTY_FORM, values }} />;
  return consolePage(c, { title: view.t('retention.place') }, page);
});

retentionPages.post('/retention/holds/new', (c) => {
  const { view } = c.var;
  return answerForm(c, {
    title: view.t('retention.place'),
    fields: HOLD_FIELDS,
    send: async (body: { target?: string }, form) => {
      const kind = entityKindOf(body.target ?? '') ?? 'license';
      const request = { params: { header: onceHeader(form) }, body: { kind, ...body } as never };
      return acceptRepeat(await toResult(view.api.POST('/v1/audit/holds', request)));
    },
    next: (placed) =>
      `/console/retention/holds${placed === 'before' ? DUPLICATE : `/${placed.id}?done=hold_placed`}`,
    page: (state) => <HoldForm state={state} />,
  });
});

const holdOf = (c: Page) =>
  unwrap(c.var.view.api.GET('/v1/audit/holds/{id}', { params: { path: { id: c.req.param('id') ?? '' } } }));

retentionPages.get('/retention/holds/:id', async (c) => {
  const { view } = c.var;
  const hold = await holdOf(c);
  return consolePage(c, { title: view.t('retention.hold') }, <HoldPage hold={hold} />);
});

actionPages<Hold>({
  pages: retentionPages,
  path: '/retention/holds',
  find: async (c) => {
    const hold = await holdOf(c);
    await c.var.view.names.load(c.var.view.api, [hold.target]);
    return hold;
  },
  nameOf: ({ target }, { names, t }) => {
    const entity = names.get(target);
    return shortName(entity ? nameOf(entity, t) : target);
  },
  actions: {
    release: {
      label: 'retention.release',
      question: 'retention.release',
      submit: 'retention.release_do',
      weight: 'final',
      fields: () => [REASON],
      lead: ({ reason }) => reason,
      effect: ({ kind, target }, { t }) => (
        <p>
          {t.rich('retention.release_means', {
            what: t.word('held', kind),
            target: <EntityLink id={target} />,
          })}
        </p>
      ),
      send: (api, id, body: { reason?: string }) =>
        api.DELETE('/v1/audit/holds/{id}', {
          params: { path: { id }, query: { reason: body.reason ?? '' } },
        }),
      done: 'hold_released',
    },
  },
});

/** `/console/retention`: retention periods, deleted months and legal holds. */
import { Hono } from 'hono';
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { filled } from '../forms/state.ts';
import { unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { EntityLink, nameOf } from '../parts/entity.tsx';
import { resourcePages } from '../resources/resource-pages.tsx';
import { HELD_KINDS, HOLD_FIELDS, HoldPage, holdColumns, REASON, RetentionPage } from './pages.tsx';

export const retentionPages = new Hono<ConsoleEnv>();

retentionPages.get('/retention', async (c) => {
  const { view } = c.var;
  const retention = await unwrap(view.api.GET('/v1/audit/retention'));
  return consolePage(c, { title: view.t('retention.title') }, <RetentionPage retention={retention} />);
});

const holdPages = resourcePages({
  name: 'holds',
  path: '/retention/holds',
  api: '/v1/audit/holds',
  idsIn: ({ target }) => [target],
  nameOf: ({ target }, { names, t }) => {
    const entity = names.get(target);
    return entity ? nameOf(entity, t) : target;
  },
  titleOf: (_, { t }) => t('retention.hold'),
  leadOf: ({ reason }) => reason,
  list: {
    controls: ({ t }) => [
      { name: 'target', label: 'retention.target', kinds: HELD_KINDS },
      {
        ...{ name: 'open', label: 'reports.status' },
        choices: [
          { value: 'true', label: t.word('hold', 'open') },
          { value: 'false', label: t.word('hold', 'released') },
        ],
      },
    ],
    columns: holdColumns,
    file: { name: 'holds', columns: ['since', 'kind', '@target', 'reason', 'operator', 'released', 'id'] },
  },
  needs: ['article', 'partner'],
  create: {
    /** The page that led here passes the id to hold. */
    form: ({ req, var: { view } }) => ({
      fields: HOLD_FIELDS,
      lead: view.t('retention.place_lead'),
      start: filled(HOLD_FIELDS, req.query(), view.zone),
    }),
    bodyOf: (body: { target?: string }) => ({ kind: entityKindOf(body.target ?? '') ?? 'license', ...body }),
    done: 'hold_placed',
  },
  show: (hold) => <HoldPage hold={hold} />,
  actions: {
    release: {
      label: 'retention.release',
      weight: 'final',
      typedName: ({ target }, { names }) => names.get(target)?.reference,
      isOffered: ({ released }) => !released,
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

retentionPages.route('/', holdPages);

/** `/console/partners`: partners and their titles. */
import type { FC } from 'hono/jsx';
import { TITLE_KINDS } from '../../rights/index.ts';
import { activityOf } from '../activity/section.tsx';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { byId, type Schema, toResult } from '../frame/api.ts';
import { loadAll } from '../frame/load-all.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleView, useView, type View } from '../frame/view.ts';
import { statusColumn, updatedColumn } from '../parts/table.tsx';
import type { Action } from '../resources/area.ts';
import { resourcePages } from '../resources/resource-pages.tsx';
import { PartnerPage } from './partner.tsx';

type Partner = Schema<'Partner'>;

const { field, hinted } = fieldsIn('partners');

const partnerFields = ({ t, pageWatchDays: count }: View): Field[] => [
  { kind: 'text', ...field('name'), required: true },
  { kind: 'text', ...hinted('contact') },
  { kind: 'text', ...hinted('recallContact') },
  {
    kind: 'rows',
    ...hinted('titles'),
    add: 'partners.add_title',
    required: true,
    fields: [
      { kind: 'text', ...field('title_name', '/name'), required: true },
      { kind: 'text', ...hinted('title_id', '/id'), from: '/name' },
      { kind: 'text', ...hinted('market'), textKind: 'place', required: true },
      { kind: 'lines', ...hinted('domains'), textKind: 'host', always: true },
      {
        ...{ kind: 'text', ...hinted('kind'), textKind: 'title_kind' },
        suggestions: wordOptions(t, 'product', TITLE_KINDS),
      },
      {
        ...{ kind: 'text', ...field('feed'), textKind: 'web_address' },
        instruction: count > 0 ? t('partners.feed_hint', { count }) : t('partners.feed_unread'),
      },
    ],
  },
];

/** A regional group may have a hundred. */
const TITLES_SHOWN = 3;

const Titles: FC<{ titles: Schema<'Title'>[] }> = ({ titles }) => {
  const { t } = useView();
  const names = titles.slice(0, TITLES_SHOWN).map(({ name }) => name);
  const count = titles.length - names.length;
  return <>{[...names, ...(count > 0 ? [t('partners.more_titles', { count })] : [])].join(', ')}</>;
};

/** Says how many active licenses, and keys, an action concerns. */
const effectOn =
  (onLicenses: MessageKey, onKeys?: MessageKey): Action<Partner>['effect'] =>
  async ({ id }, view) => {
    const { licenses, keys } = await licensesAndKeys(view, id);
    const countIn = (items: { status: string }[]) => ({
      count: items.filter(({ status }) => status === 'active').length,
    });
    const texts = [view.t(onLicenses, countIn(licenses)), onKeys && view.t(onKeys, countIn(keys ?? []))];
    return texts.map((text) => text && <p>{text}</p>);
  };

const suspend: Action<Partner> = {
  label: 'partners.suspend',
  weight: 'stops',
  isOffered: ({ status }) => status === 'active',
  effect: effectOn('partners.suspend_means', 'partners.suspend_keys'),
  send: (api, id) => api.PATCH('/v1/admin/partners/{id}', { ...byId(id), body: { status: 'suspended' } }),
  done: 'partner_suspended',
};

const reactivate: Action<Partner> = {
  label: 'partners.reactivate',
  isOffered: ({ status }) => status !== 'active',
  effect: effectOn('partners.reactivate_means'),
  send: (api, id) => api.PATCH('/v1/admin/partners/{id}', { ...byId(id), body: { status: 'active' } }),
  done: 'partner_reactivated',
};

export const partnerPages = resourcePages({
  name: 'partners',
  path: '/partners',
  api: '/v1/admin/partners',
  nameOf: ({ name }) => name,
  list: {
    sorts: ['name', 'updated'],
    file: { name: 'partners', columns: ['name', 'status', 'titles', 'contact', 'created', 'updated', 'id'] },
    columns: () => [
      {
        label: 'partners.name',
        sort: 'name',
        cell: (row) => <a href={`/console/partners/${row.id}`}>{row.name}</a>,
      },
      statusColumn('partners.status'),
      { label: 'partners.titles', narrow: 'bare', cell: (row) => <Titles titles={row.titles} /> },
      updatedColumn('partners.changed'),
    ],
  },
  create: { form: ({ var: { view } }) => ({ fields: partnerFields(view) }), done: 'partner_created' },
  edit: { form: (_, view) => ({ fields: partnerFields(view) }), done: 'partner_changed' },
  show: async (partner, view) => {
    const [around, move, activity] = await Promise.all([
      licensesAndKeys(view, partner.id),
      moveOf(view, partner.id),
      activityOf(view, { partner: partner.id }),
    ]);
    return <PartnerPage partner={partner} {...around} move={move} activity={activity} />;
  },
  actions: { suspend, reactivate },
});

/** Keys are null if the viewer may not see them. */
async function licensesAndKeys(view: ConsoleView, partner: string) {
  const { api } = view;
  const [licenses, keys] = await Promise.all([
    loadAll((page) => api.GET('/v1/admin/licenses', { params: { query: { ...page, partner } } })),
    view.mayGo('/console/keys')
      ? loadAll((page) => api.GET('/v1/admin/keys', { params: { query: { ...page, partner } } }))
      : null,
  ]);
  return { licenses, keys };
}

/** Null if it was never moved, or the viewer may not know. */
async function moveOf({ api, session }: ConsoleView, id: string) {
  if (session.role !== 'owner') return null;
  const answer = await toResult(api.GET('/v1/admin/partners/{id}/move', byId(id)));
  return answer.ok ? answer.value : null;
}

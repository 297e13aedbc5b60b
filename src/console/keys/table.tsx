/** Columns and states of API keys, which several pages have. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Time } from '../parts/small.tsx';
import { type Column, stateColumn } from '../parts/table.tsx';

export type Key = Schema<'ApiKey'>;

/** Status now; an active key may have expired. */
export function keyStateOf({ status, expires }: Key, now: number): Key['status'] | 'expired' {
  return status === 'active' && expires !== undefined && Date.parse(expires) <= now ? 'expired' : status;
}

export const LastUsed: FC<{ apiKey: Key }> = ({ apiKey: { lastUsed } }) => {
  const { t } = useView();
  return lastUsed === undefined ? <span class="soft">{t('keys.unused')}</span> : <Time at={lastUsed} />;
};

export const keyColumns = ({ t, now }: View): Column<Key>[] => [
  {
    label: 'keys.name',
    sort: 'name',
    cell: (row) => <a href={`/console/keys/${row.id}`}>{row.name}</a>,
    beneath: ({ previousExpires: at }) => at && t.rich('keys.older_works', { at: <Time at={at} /> }),
  },
  { label: 'keys.license', narrow: 'bare', cell: ({ license }) => <EntityLink id={license} /> },
  stateColumn('keys.status', (row: Key) => keyStateOf(row, now)),
  { label: 'keys.env', narrow: 'none', cell: ({ env }) => t.word('env', env) },
  { label: 'keys.last_used', sort: '-lastUsed', cell: (row) => <LastUsed apiKey={row} /> },
  { label: 'keys.expires', narrow: 'none', cell: ({ expires }) => <Time at={expires} day /> },
];

/** List of recalls: how far each has come, in figures. */
import type { FC } from 'hono/jsx';
import { RECALL_STATES, RECALL_TYPES } from '../../audit/recalls/types.ts';
import { wordOptions } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { type ConsoleView, useView, type View } from '../frame/view.ts';
import { useName } from '../parts/entity.tsx';
import type { ListControl } from '../parts/filter.tsx';
import { Badge, Time } from '../parts/small.tsx';
import type { Column } from '../parts/table.tsx';

export type Recall = Schema<'Recall'>;

export const apiPath = ({ session }: ConsoleView) =>
  session.role === 'auditor' ? ('/v1/audit/recalls' as const) : ('/v1/admin/recalls' as const);

/** Only valid while a page is rendered. */
export const nameOf = ({ headline, article, version }: Recall) =>
  headline ?? useName(article, version) ?? useName(article) ?? article;

export const titleOf = (recall: Recall, t: Translate) => t('recalls.one', { name: nameOf(recall) });

const TONES = { open: 'warn', overdue: 'bad', closed: 'good' } as const;

export const RecallState: FC<Pick<Recall, 'state' | 'closed'>> = ({ state, closed }) =>
  closed && closed.open > 0 ? (
    <span class="badge warn">{useView().t('recalls.closed_open', { count: closed.open })}</span>
  ) : (
    <Badge list="recall_state" value={state} tone={TONES[state]} />
  );

export const recallFilters = ({ t }: View): ListControl[] => [
  {
    ...{ name: 'state', label: 'recalls.state', usual: 'open' },
    choices: wordOptions(t, 'recall_state', [...RECALL_STATES, 'all']),
  },
  { name: 'type', label: 'recalls.type', choices: wordOptions(t, 'event', RECALL_TYPES) },
  { name: 'article', label: 'recalls.article', kinds: ['article'] },
];

export const Share: FC<{ count: number; all: number }> = ({ count, all }) =>
  useView().t('recalls.of', { number: count, all });

export const Refused: FC<Pick<Recall, 'holders'>> = ({ holders: { refused } }) =>
  refused > 0 && <span class="badge bad">{useView().t('recalls.refused', { count: refused })}</span>;

export const recallColumns = ({ t }: View): Column<Recall>[] => [
  {
    label: 'recalls.article',
    cell: (row) => (
      <a href={`/console/recalls/${row.id}`} dir="auto">
        {nameOf(row)}
      </a>
    ),
    beneath: (row) => (
      <>
        {t.word('event', row.type)}, <Time at={row.at} /> <Refused holders={row.holders} />
      </>
    ),
  },
  { label: 'recalls.state', narrow: 'aside', cell: (row) => <RecallState {...row} /> },
  { label: 'recalls.due', cell: ({ dueAt }) => <Time at={dueAt} /> },
  ...(['acknowledged', 'done', 'overdue'] as const).map((name) => ({
    label: `recalls.licenses_${name}` as const,
    numeric: true,
    cell: ({ holders }: Recall) => <Share count={holders[name]} all={holders.notified} />,
  })),
  {
    label: 'recalls.pages_seen',
    numeric: true,
    cell: ({ pages }) => <Share count={pages.seen} all={pages.reported} />,
  },
];

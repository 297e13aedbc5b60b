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

/** A hold is replaced by its release, or by a kill, which is final. */
export const isReleasedHold = ({ type, article, closed }: Recall): boolean => {
  if (type !== 'article.held' || closed?.how !== 'superseded') return false;
  const status = useView().names.get(article)?.status;
  return status !== undefined && status !== 'canceled';
};

export const RecallState: FC<{ recall: Recall }> = ({ recall }) => {
  const { t } = useView();
  const { state, closed } = recall;
  if (isReleasedHold(recall)) return <span class="badge good">{t('recalls.hold_released')}</span>;
  if (closed && closed.open > 0)
    return <span class="badge warn">{t('recalls.closed_open', { count: closed.open })}</span>;
  return <Badge list="recall_state" value={state} />;
};

export const recallFilters = ({ t }: View): ListControl[] => [
  {
    ...{ name: 'state', label: 'recalls.state', usual: 'open' },
    choices: wordOptions(t, 'recall_state', [...RECALL_STATES, 'all']),
  },
  { name: 'type', label: 'recalls.type', choices: wordOptions(t, 'event', RECALL_TYPES) },
  { name: 'article', label: 'recalls.article', kinds: ['article'] },
];

/** Nothing for a released hold, which asks nothing of its holders any more. */
export const Share: FC<{ recall: Recall; count: number; all: number }> = ({ recall, count, all }) =>
  isReleasedHold(recall) ? null : <>{useView().t('recalls.of', { number: count, all })}</>;

export const Refused: FC<{ recall: Recall }> = ({ recall }) => {
  const { refused: count } = recall.holders;
  if (count === 0 || isReleasedHold(recall)) return null;
  return <span class="badge bad">{useView().t('recalls.refused', { count })}</span>;
};

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
        {t.word('event', row.type)}, <Time at={row.at} /> <Refused recall={row} />
      </>
    ),
  },
  { label: 'recalls.state', narrow: 'aside', cell: (row) => <RecallState recall={row} /> },
  { label: 'recalls.due', cell: (row) => !isReleasedHold(row) && <Time at={row.dueAt} /> },
  ...(['acknowledged', 'done', 'overdue'] as const).map((name) => ({
    label: `recalls.licenses_${name}` as const,
    numeric: true,
    cell: (row: Recall) => <Share recall={row} count={row.holders[name]} all={row.holders.notified} />,
  })),
  {
    label: 'recalls.pages_seen',
    numeric: true,
    cell: (row) => <Share recall={row} count={row.pages.seen} all={row.pages.reported} />,
  },
];

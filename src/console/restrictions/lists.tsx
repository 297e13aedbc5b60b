import type { FC } from 'hono/jsx';
import type { Page } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView, type View } from '../frame/view.ts';
import { ButtonLink } from '../parts/link.tsx';
import { Empty, Heading, Time } from '../parts/small.tsx';
import { type Column, Pager, stateColumn } from '../parts/table.tsx';
import { excerptOf } from './decisions.tsx';
import { nameOfSubject, type Restriction, RestrictionCard, Subject, stateIn } from './restriction.tsx';

const TABS: Record<'waiting' | 'all' | 'phrases', [href: string, label: MessageKey]> = {
  waiting: ['/console/restrictions', 'restrictions.waiting'],
  all: ['/console/restrictions/all', 'restrictions.all'],
  phrases: ['/console/restrictions/phrases', 'restrictions.phrases'],
};

export const Tabs: FC<{ current: keyof typeof TABS }> = ({ current }) => {
  const { t } = useView();
  return (
    <nav class="tabs" aria-label={t('restrictions.title')}>
      {Object.entries(TABS).map(([tab, [href, label]]) => (
        <a href={href} {...(tab === current && { 'aria-current': 'page' })}>
          {t(label)}
        </a>
      ))}
    </nav>
  );
};

export const WaitingPage: FC<{ list: Page<Restriction> }> = ({ list: { items, next } }) => {
  const { t, url } = useView();
  return (
    <>
      <Heading title={t('restrictions.title')} lead={t('restrictions.lead')}>
        <ButtonLink href="/console/restrictions/new" label="restrictions.new" variant="primary" />
      </Heading>
      <Tabs current="waiting" />
      {items.length === 0 && <Empty text="restrictions.none_waiting" />}
      {items.map((restriction) => (
        <RestrictionCard restriction={restriction} from={`${url.pathname}${url.search}`}>
          <Subject restriction={restriction} />
        </RestrictionCard>
      ))}
      <Pager next={next} />
    </>
  );
};

export const restrictionColumns = (view: View): Column<Restriction>[] => [
  {
    label: 'restrictions.text',
    cell: (row) => <a href={`/console/restrictions/${row.id}`}>{excerptOf(view, row)}</a>,
  },
  { label: 'restrictions.scope', narrow: 'bare', cell: (row) => nameOfSubject(row, view.t) },
  { label: 'restrictions.source', narrow: 'none', cell: ({ source }) => view.t.word('source', source) },
  stateColumn('restrictions.state', stateIn, 'restriction_state'),
  { label: 'restrictions.changed', narrow: 'none', cell: ({ updated }) => <Time at={updated} /> },
];

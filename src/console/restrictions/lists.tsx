import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { Empty, Heading, List, Section, Time } from '../parts/small.tsx';
import { type Column, Pager, stateColumn } from '../parts/table.tsx';
import { excerptOf, rulesIn } from './decisions.tsx';
import { nameOfSubject, RestrictionCard, refOf, Subject, stateIn, Undo } from './restriction.tsx';

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

type Restriction = Schema<'Restriction'>;
type Decided = Schema<'DecidedRestriction'>;

export const WaitingPage: FC<{ list: Page<Restriction>; decided: Decided[] }> = ({ list, decided }) => {
  const view = useView();
  const { t, url } = view;
  const from = `${url.pathname}${url.search}`;
  return (
    <>
      <Heading title={t('restrictions.title')} lead={t('restrictions.lead')}>
        <ButtonLink href="/console/restrictions/new" label="restrictions.new" variant="primary" />
      </Heading>
      <Tabs current="waiting" />
      {list.items.length === 0 && <Empty text="restrictions.none_waiting" />}
      {list.items.map((restriction) => (
        <RestrictionCard restriction={restriction} from={from}>
          <Subject restriction={restriction} />
        </RestrictionCard>
      ))}
      <Pager next={list.next} />
      {decided.length > 0 && (
        <Section title={t('restrictions.last_decided')}>
          <List
            items={decided.map(({ decision: { version, change, operator, at }, ...row }) => (
              <>
                <a href={`/console/restrictions/${row.id}`}>{excerptOf(view, row)}</a> (
                {nameOfSubject(row, t)}): {t(`restrictions.did_${change}`)}, <EntityLink id={operator} />,{' '}
                <Time at={at} />
                {version === row.version && <Undo decided={row.decided} refs={[refOf(row)]} from={from} />}
              </>
            ))}
          />
        </Section>
      )}
    </>
  );
};

export const restrictionColumns = (view: View): Column<Restriction>[] => [
  {
    label: 'restrictions.text',
    cell: (row) => (
      <>
        <a href={`/console/restrictions/${row.id}`}>{excerptOf(view, row)}</a>
        {row.text && <p class="soft">{rulesIn(view, row)}</p>}
      </>
    ),
  },
  { label: 'restrictions.scope', narrow: 'bare', cell: (row) => nameOfSubject(row, view.t) },
  { label: 'restrictions.source', narrow: 'none', cell: ({ source }) => view.t.word('source', source) },
  stateColumn('restrictions.state', stateIn, 'restriction_state'),
  { label: 'restrictions.changed', narrow: 'none', cell: ({ updated }) => <Time at={updated} /> },
];

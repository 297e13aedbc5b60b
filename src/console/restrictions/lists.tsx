/** Restrictions that wait for the desk, and all of them. */
import type { FC } from 'hono/jsx';
import type { EntityControl } from '../entities/address.tsx';
import type { Page } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { GENERAL_SCOPE, nameOfSubject, type Restriction, RestrictionCard, Subject } from './restriction.tsx';

export const SCOPE: EntityControl = {
  name: 'scope',
  label: 'restrictions.scope',
  kinds: ['article', 'component'],
  literal: GENERAL_SCOPE,
};

export type Shown = 'waiting' | 'all' | 'phrases';

const TABS: Record<Shown, [href: string, label: MessageKey]> = {
  waiting: ['/console/restrictions', 'restrictions.waiting'],
  all: ['/console/restrictions?show=all', 'restrictions.all'],
  phrases: ['/console/restrictions/phrases', 'restrictions.phrases'],
};

export const Tabs: FC<{ here: Shown }> = ({ here }) => {
  const { t } = useView();
  return (
    <nav class="tabs" aria-label={t('restrictions.title')}>
      {Object.entries(TABS).map(([shown, [href, label]]) => (
        <a href={href} {...(shown === here && { 'aria-current': 'page' })}>
          {t(label)}
        </a>
      ))}
    </nav>
  );
};

const Top: FC<{ here: Shown }> = ({ here }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('restrictions.title')} lead={t('restrictions.lead')}>
        <a class="button primary" href="/console/restrictions/new">
          {t('restrictions.new')}
        </a>
      </Heading>
      <Tabs here={here} />
    </>
  );
};

export const WaitingPage: FC<{ list: Page<Restriction> }> = ({ list: { items, next } }) => {
  const { url } = useView();
  return (
    <>
      <Top here="waiting" />
      {items.length === 0 && <Empty text="restrictions.none_waiting" />}
      {items.map((one) => (
        <RestrictionCard of={one} from={`${url.pathname}${url.search}`}>
          <Subject of={one} />
        </RestrictionCard>
      ))}
      <Pager next={next} />
    </>
  );
};

export const AllPage: FC<{ list: Page<Restriction>; scope: string }> = ({ list: { items, next }, scope }) => {
  const { t } = useView();
  return (
    <>
      <Top here="all" />
      <search>
        <form method="get" class="filters">
          <input type="hidden" name="show" value="all" />
          <Filter name="scope" label="restrictions.scope" value={scope} kinds={SCOPE.kinds} />
          <button type="submit">{t('restrictions.narrow')}</button>
        </form>
      </search>
      <Table
        caption={t('restrictions.all')}
        rows={items}
        empty={<Empty text={scope === '' ? 'restrictions.none' : 'restrictions.none_here'} />}
        columns={[
          {
            label: 'restrictions.text',
            cell: ({ id, text, prose }) => (
              <a href={`/console/restrictions/${id}`}>{cut(text ?? prose ?? id)}</a>
            ),
          },
          { label: 'restrictions.scope', narrow: 'bare', cell: (row) => nameOfSubject(row, t) },
          { label: 'restrictions.source', narrow: 'none', cell: ({ source }) => t.word('source', source) },
          {
            label: 'restrictions.state',
            narrow: 'aside',
            cell: ({ status, reviewed }) => (
              <Badge list="status" value={status === 'active' && !reviewed ? 'unreviewed' : status} />
            ),
          },
          { label: 'restrictions.changed', narrow: 'none', cell: ({ updated }) => <Time at={updated} /> },
        ]}
      />
      <Pager next={next} />
    </>
  );
};

/** Characters of a text in a list. */
const CUT_AT = 90;
const cut = (text: string) => (text.length > CUT_AT ? `${text.slice(0, CUT_AT).toWellFormed()}…` : text);

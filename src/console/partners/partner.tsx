/** Partner page: titles, licenses and keys. */
import { domainToUnicode } from 'node:url';
import type { FC } from 'hono/jsx';
import { type Activity, ActivitySection } from '../activity/section.tsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { keyColumns } from '../keys/table.tsx';
import { licenseColumnsWithout } from '../licenses/list.tsx';
import { ButtonLink, Links } from '../parts/link.tsx';
import { Badge, Breakable, Empty, Facts, Id, Note, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';

interface Props {
  partner: Schema<'Partner'>;
  licenses: Schema<'License'>[];
  keys: Schema<'ApiKey'>[] | null;
  move: Schema<'PartnerMove'> | null;
  activity: Activity | null;
}

export const PartnerPage: FC<Props> = ({ partner, licenses, keys, move, activity }) => {
  const view = useView();
  const { t, mayGo } = view;
  const { id, status, contact, recallContact, titles, created, updated } = partner;
  const mayChange = mayGo(`/console/partners/${id}/change`);
  return (
    <>
      {status !== 'active' && <Note tone="warn">{t('partners.is_suspended')}</Note>}
      <Facts
        rows={[
          ['partners.status', <Badge list="status" value={status} />],
          ['partners.contact', contact && <Breakable text={contact} />],
          ['partners.recallContact', recallContact && <Breakable text={recallContact} />],
          ['partners.created', <Time at={created} />],
          ['partners.changed', <Time at={updated} />],
          ['partners.moved', move && <Move move={move} />],
          [
            'partners.more',
            <Links
              to={[
                ['partners.why_refused', `/console/decisions?partner=${id}`],
                ['partners.deliveries', `/console/deliveries?kind=delivery&partner=${id}`],
              ]}
            />,
          ],
          ['partners.id', <Id id={id} />],
        ]}
      />
      <TableSection
        title="partners.titles"
        rows={titles}
        empty={
          <Empty text={mayChange ? 'partners.no_titles' : 'list.nothing'}>
            {mayChange && <ButtonLink href={`/console/partners/${id}/change`} label="partners.add_title" />}
          </Empty>
        }
        columns={[
          { label: 'partners.title_name', cell: (row) => row.name },
          { label: 'partners.title_id', cell: (row) => <code>{row.id}</code> },
          { label: 'partners.market', cell: (row) => t.codeName('region', row.market) },
          { label: 'partners.domains', cell: (row) => row.domains.map(domainToUnicode).join(', ') },
          titles.some(({ kind }) => kind) && {
            label: 'partners.kind',
            cell: ({ kind }) => kind && t.word('product', kind),
          },
          titles.some(({ feed }) => feed) && {
            label: 'partners.feed',
            cell: ({ feed }) => feed && <Breakable text={feed} />,
          },
        ]}
      />
      <ActivitySection
        scope={{ partner: id }}
        activity={activity}
        zones={licenses.map(({ timeZone }) => timeZone)}
        references={new Map(licenses.map((license) => [license.id, license.consent.reference]))}
      />
      <Licenses partner={id} licenses={licenses} />
      {keys && (
        <TableSection
          title="keys.title"
          id="keys"
          actions={licenses.length > 0 && <a href={`/console/keys/new?partner=${id}`}>{t('keys.new')}</a>}
          rows={keys}
          empty={<Empty text={licenses.length > 0 ? 'partners.no_keys' : 'partners.no_license_for_keys'} />}
          columns={keyColumns(view)}
        />
      )}
    </>
  );
};

const Licenses: FC<{ partner: string; licenses: Schema<'License'>[] }> = ({ partner, licenses }) => {
  const view = useView();
  const { t } = view;
  const href = `/console/licenses/new?for=${partner}`;
  const add = view.mayGo(href) && <a href={href}>{t('licenses.grant')}</a>;
  return (
    <TableSection
      title="partners.licenses"
      id="licenses"
      actions={add}
      rows={licenses}
      empty={<Empty text={add ? 'partners.no_licenses' : 'list.nothing'} />}
      columns={licenseColumnsWithout('partner', view)}
    />
  );
};

const Move: FC<{ move: Schema<'PartnerMove'> }> = ({ move: { source, target, began, ended } }) => {
  const { t } = useView();
  const time = <Time at={ended ?? began} />;
  return <>{t.rich(ended ? 'partners.move_ended' : 'partners.move_began', { source, target, at: time })}</>;
};

import type { FC } from 'hono/jsx';
import { ActivitySection } from '../activity/section.tsx';
import { useView } from '../frame/view.ts';
import { keyColumns } from '../keys/table.tsx';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink, Links } from '../parts/link.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Badge, Empty, Facts, Heading, Id, JsonDetails, List, Note, Section, Time } from '../parts/small.tsx';
import { Beneath, Table, TableSection } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';
import { type LicenseContext, type LicenseDetails, nameOf } from './context.ts';
import { FaultNote } from './fault-note.tsx';
import { Sentences } from './reading.tsx';
import { licenseStateOf } from './standing.ts';
import { VersionsTable } from './versions.tsx';

export const LicensePage: FC<LicenseContext & LicenseDetails> = (props) => {
  const { license, sentences, keys, statements, activity } = props;
  const view = useView();
  const { t, now } = view;
  const { id, status, warnings = [], agreement, used } = license;
  const hasQuota = (activity?.quotas ?? []).length > 0;
  const usedInTerm = used ? t('licenses.used_term', { count: used.term }) : t('licenses.used_unknown');
  const state = licenseStateOf(license, now);
  const href = `/console/licenses/${id}`;
  const toggle = status === 'active' ? 'suspend' : 'reactivate';
  return (
    <>
      <Heading title={nameOf(props)} lead={<Badge list="standing" value={state} />}>
        {status !== 'terminated' && (
          <>
            <ButtonLink href={`${href}/change`} label="licenses.change" variant="primary" />
            <ButtonLink href={`${href}/renew`} label="licenses.renew" />
            <ButtonLink href={`${href}/${toggle}`} label={`licenses.${toggle}`} />
            <ButtonLink href={`${href}/terminate`} label="licenses.terminate" />
          </>
        )}
      </Heading>
      {state !== 'active' && <Note tone="warn">{t(`licenses.stands.${state}`)}</Note>}
      <Sentences sentences={sentences} />
      <FaultNote title="licenses.warnings" faults={warnings} document={license} />
      <Section title={t('licenses.stand')}>
        <Facts
          rows={[
            ['licenses.partner', <EntityLink id={license.partner} />],
            [
              'licenses.products',
              <List class="plain-list" items={license.products.map((id) => <EntityLink id={id} />)} />,
            ],
            ['licenses.starts', <TermDay at={license.starts} zone={license.timeZone} edge="first" />],
            ['licenses.ends', <TermDay at={license.ends} zone={license.timeZone} edge="last" />],
            // Below, a quota shows the same with its limit.
            ['licenses.used', !hasQuota && [usedInTerm, <Beneath>{t('quota.unit')}</Beneath>]],
            ['licenses.id', <Id id={id} />],
          ]}
        />
      </Section>
      <ActivitySection scope={{ license: id }} activity={activity} zones={[license.timeZone]} />
      {keys && (
        <TableSection
          title="licenses.keys"
          actions={
            status !== 'terminated' && (
              <ButtonLink href={`/console/keys/new?license=${id}`} label="licenses.issue_key" />
            )
          }
          rows={keys}
          empty={<Empty text="licenses.no_keys" />}
          columns={keyColumns(view)}
        />
      )}
      <Section title={t('licenses.log')}>
        <Links
          to={[
            ['licenses.to.deliveries', `/console/deliveries?kind=delivery&license=${id}`],
            ['licenses.to.refusals', `/console/deliveries?kind=refusal&license=${id}`],
            ['licenses.to.why', `/console/decisions?license=${id}`],
            ['licenses.to.findings', `/console/findings?license=${id}`],
            ['licenses.to.holders', '/console/articles'],
            ['licenses.to.statements', `/console/statements/closed?license=${id}`],
            ['replay.price', `/console/replay/price?copy=${id}`],
          ]}
        />
        <Statements {...statements} />
      </Section>
      <Section
        title={t('licenses.versions')}
        actions={license.versions.length > 1 && <a href={`${href}/versions`}>{t('licenses.compare')}</a>}
      >
        <VersionsTable license={license} />
      </Section>
      <Section title={t('licenses.odrl')}>
        {license.policy !== undefined && <p>{t('licenses.uploaded')}</p>}
        {agreement ? (
          <JsonDetails summary={t('licenses.agreement')} value={agreement} />
        ) : (
          <p>{t('licenses.no_agreement')}</p>
        )}
      </Section>
    </>
  );
};

const Statements: FC<LicenseDetails['statements']> = ({ closed, due }) => {
  const { t } = useView();
  return (
    <>
      <h3>{t('licenses.statements')}</h3>
      {due.length > 0 ? (
        <p>{t('licenses.due', { list: t.list(due.map((month) => periodName(month, t))) })}</p>
      ) : (
        <p>{t('licenses.none_due')}</p>
      )}
      <Table
        caption={t('licenses.statements')}
        rows={closed}
        columns={[
          { label: 'licenses.period', cell: (row) => periodName(row.period, t) },
          { label: 'licenses.units', number: (row) => row.units },
          { label: 'licenses.billed', number: (row) => row.billed },
          { label: 'licenses.closed', cell: (row) => <Time at={row.closed} /> },
        ]}
      />
    </>
  );
};

/** One license: what it permits, how it stands, what hangs on it, and what can be done with it. */
import type { FC } from 'hono/jsx';
import { ActivitySection } from '../activity/section.tsx';
import { useView } from '../frame/view.ts';
import { KeyTable } from '../keys/table.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Badge, Code, Empty, Facts, Heading, Id, Note, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';
import { ButtonLink, mayGo, To } from '../parts/to.tsx';
import { type ApiKey, type Hanging, type LicenseContext, type LicenseFull, nameOf } from './context.ts';
import { Findings, Sentences } from './reading.tsx';
import type { Names } from './sentence.ts';
import { standingOf } from './standing.ts';
import { VersionsTable } from './versions.tsx';

export const LicensePage: FC<LicenseContext & Hanging> = (shown) => {
  const { license, names, sentences, keys, statements, activity } = shown;
  const view = useView();
  const { t, now } = view;
  const { id, status, warnings = [], agreement } = license;
  const used = license.used
    ? t('licenses.used_term', { count: license.used.term })
    : t('licenses.used_unknown');
  const standing = standingOf(license, now);
  const at = `/console/licenses/${id}`;
  return (
    <>
      <Heading title={nameOf(shown)} lead={<Badge list="standing" value={standing} />}>
        {status !== 'terminated' && (
          <>
            <ButtonLink href={`${at}/change`} label="licenses.change" look="primary" />
            <ButtonLink href={`${at}/renew`} label="licenses.renew" />
            <ButtonLink
              href={`${at}/${status === 'active' ? 'suspend' : 'reactivate'}`}
              label={status === 'active' ? 'licenses.suspend' : 'licenses.reactivate'}
            />
            <ButtonLink href={`${at}/terminate`} label="licenses.terminate" />
          </>
        )}
      </Heading>
      {standing !== 'active' && <Note tone="warn">{t(`licenses.stands.${standing}`)}</Note>}
      <Sentences sentences={sentences} />
      <Findings title="licenses.warnings" findings={warnings} />
      <Section title={t('licenses.stand')}>
        <Facts
          rows={[
            ['licenses.partner', <a href={`/console/partners/${license.partner}`}>{names.partner}</a>],
            ['licenses.products', <Products license={license} names={names} />],
            ['licenses.starts', <TermDay of={license} edge="first" />],
            ['licenses.ends', <TermDay of={license} edge="last" />],
            ['licenses.used', !license.quota && used],
            ['licenses.id', <Id of={id} />],
          ]}
        />
      </Section>
      <ActivitySection of={{ license: id }} activity={activity} />
      {keys && <Keys keys={keys} license={id} />}
      <Section title={t('licenses.log')}>
        <Elsewhere license={id} />
        <Statements {...statements} />
      </Section>
      <Section
        title={t('licenses.versions')}
        actions={license.versions.length > 1 && <a href={`${at}/versions`}>{t('licenses.compare')}</a>}
      >
        <VersionsTable license={license} />
      </Section>
      <Section title={t('licenses.odrl')}>
        {license.policy !== undefined && <p>{t('licenses.uploaded')}</p>}
        {agreement ? (
          <Code label={t('licenses.agreement')} text={JSON.stringify(agreement, null, 2)} />
        ) : (
          <p>{t('licenses.no_agreement')}</p>
        )}
      </Section>
    </>
  );
};

const Products: FC<{ license: LicenseFull; names: Names }> = ({ license, names }) => (
  <ul class="plain-list">
    {license.products.map((id) => (
      <li>
        <To href={`/console/products/${id}`}>{names.products.get(id) ?? id}</To>
      </li>
    ))}
  </ul>
);

const Keys: FC<{ keys: ApiKey[]; license: string }> = ({ keys, license }) => {
  const { t } = useView();
  const issue = <ButtonLink href={`/console/keys/new?license=${license}`} label="licenses.issue_key" />;
  return (
    <Section title={t('licenses.keys')} actions={issue}>
      <KeyTable keys={keys} empty={<Empty text="licenses.no_keys" />} />
    </Section>
  );
};

/** Pages of other areas that know more of it; only those that this role may open. */
const Elsewhere: FC<{ license: string }> = ({ license }) => {
  const view = useView();
  const { t } = view;
  const places = [
    ['deliveries', `/console/deliveries?license=${license}`],
    ['refusals', `/console/deliveries?license=${license}&outcome=deny`],
    ['why', `/console/decisions?license=${license}`],
    ['findings', `/console/findings?license=${license}`],
    ['holders', '/console/articles'],
    ['statements', `/console/statements/closed?license=${license}`],
  ] as const;
  const open = places.filter(([, href]) => mayGo(view, href));
  return (
    <ul class="links">
      {open.map(([name, href]) => (
        <li>
          <a href={href}>{t(`licenses.to.${name}`)}</a>
        </li>
      ))}
    </ul>
  );
};

const Statements: FC<Hanging['statements']> = ({ closed, due }) => {
  const { t } = useView();
  return (
    <>
      <h3>{t('licenses.statements')}</h3>
      {due.length > 0 ? (
        <p>{t('licenses.due', { list: t.list(due.map((month) => periodName(month, t))) })}</p>
      ) : (
        <p>{t('licenses.none_due')}</p>
      )}
      {closed.length > 0 && (
        <Table
          caption={t('licenses.statements')}
          rows={closed}
          empty={null}
          columns={[
            { label: 'licenses.period', cell: (row) => periodName(row.period, t) },
            { label: 'licenses.units', numeric: true, cell: (row) => t.number(row.units) },
            { label: 'licenses.billed', numeric: true, cell: (row) => t.number(row.billed) },
            { label: 'licenses.closed', cell: (row) => <Time at={row.closed} /> },
          ]}
        />
      )}
    </>
  );
};

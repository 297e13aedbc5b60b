/** Versions of a license, and the differences between two of them in words, with their ODRL. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Filter } from '../parts/filter.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { Empty, Heading, JsonDetails, Time } from '../parts/small.tsx';
import { statusColumn, Table } from '../parts/table.tsx';
import type { LicenseFull } from './context.ts';
import { termName } from './fault-note.tsx';
import type { Difference } from './sentence.ts';

export type Version = LicenseFull['versions'][number];

export interface Compared {
  version: Version;
  /** Null if the terms no longer compile with the partner's current titles. */
  agreement: unknown;
}

interface VersionsProps {
  license: LicenseFull;
  title: string;
  before: Compared;
  after: Compared;
  differences: Difference[];
}

export const VersionsPage: FC<VersionsProps> = ({ license, title, before, after, differences }) => {
  const { t } = useView();
  const [from, to] = [before.version.version, after.version.version];
  const choices = license.versions.map(({ version }) => ({
    value: String(version),
    label: t('licenses.version_n', { n: version }),
  }));
  return (
    <>
      <Heading title={title} lead={t('licenses.versions_lead')}>
        <ButtonLink href={`/console/licenses/${license.id}`} label="licenses.back" />
      </Heading>
      <VersionsTable license={license} />
      <form
        class="filters compare"
        action={`/console/licenses/${license.id}/versions`}
        hx-get={`/console/licenses/${license.id}/versions`}
        hx-trigger="change"
        hx-target="#difference"
        hx-select="#difference"
        hx-swap="outerHTML"
        hx-push-url="true"
      >
        <Filter choices={choices} name="from" label="licenses.compare_from" value={String(from)} />
        <Filter choices={choices} name="to" label="licenses.compare_to" value={String(to)} />
        <div>
          <button type="submit">{t('licenses.compare')}</button>
        </div>
      </form>
      <section id="difference" aria-labelledby="difference-title">
        <h2 id="difference-title">{t('licenses.difference', { from, to })}</h2>
        <div id="changes">
          <Table
            caption={t('licenses.difference', { from, to })}
            rows={differences}
            empty={<Empty text="licenses.no_difference" />}
            columns={[
              {
                label: 'licenses.changed_term',
                cell: ({ member }) => (
                  <strong>{member === 'status' ? t('licenses.status') : termName(`/${member}`, t)}</strong>
                ),
              },
              { label: 'licenses.before', cell: (row) => <TermText text={row.before} /> },
              { label: 'licenses.after', cell: (row) => <TermText text={row.after} /> },
            ]}
          />
        </div>
        <p class="soft">{t('licenses.agreement_hint')}</p>
        <div class="columns">
          {(from === to ? [after] : [before, after]).map(({ version, agreement }) =>
            agreement ? (
              <JsonDetails summary={t('licenses.agreement_of', { n: version.version })} value={agreement} />
            ) : (
              <p>{t('licenses.no_agreement')}</p>
            ),
          )}
        </div>
      </section>
    </>
  );
};

const TermText: FC<{ text: string | undefined }> = ({ text }) => {
  const { t } = useView();
  return text === undefined ? <span class="soft">{t('licenses.not_agreed')}</span> : <span>{text}</span>;
};

export const VersionsTable: FC<{ license: LicenseFull }> = ({ license }) => {
  const { t } = useView();
  const href = `/console/licenses/${license.id}/versions`;
  return (
    <Table
      caption={t('licenses.versions')}
      rows={license.versions}
      columns={[
        {
          label: 'licenses.version',
          cell: ({ version: n }) => {
            const name = t('licenses.version_n', { n });
            return n > 1 ? <a href={`${href}?from=${n - 1}&to=${n}`}>{name}</a> : name;
          },
        },
        statusColumn('licenses.status'),
        { label: 'licenses.at', cell: ({ at: when }) => <Time at={when} /> },
        { label: 'licenses.by', cell: ({ operator }) => <EntityLink id={operator} /> },
      ]}
    />
  );
};

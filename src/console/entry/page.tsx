/** A log entry: what it says, its proof, trace, later events and receipt. */
import type { FC } from 'hono/jsx';
import { type QueryState, Remedy, Today } from '../decisions/page.tsx';
import { queryOfEntry } from '../decisions/question.ts';
import { Outcome } from '../deliveries/list.tsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink, Links } from '../parts/link.tsx';
import { Proof } from '../parts/proof.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { Empty, Facts, Heading, JsonDetails, Note, Section, Time } from '../parts/small.tsx';
import { type Column, TableSection } from '../parts/table.tsx';
import { Trace, type Traced } from '../parts/trace.tsx';
import { EntryFacts, logHref } from './facts.tsx';
import { sentenceOf } from './sentence.tsx';

export interface EntryDetails {
  entry: Schema<'LedgerEntry'>;
  trace: Traced | null;
  receipt: Schema<'ReceiptRecord'> | null;
  inclusion: { state: 'included' | 'pending' | 'contradicted' };
}

export const EntryPage: FC<EntryDetails & Newest> = (props) => {
  const { entry, trace, receipt, inclusion, ...later } = props;
  const { t, mayGo } = useView();
  const evidence = `/console/deliveries/${entry.id}/evidence`;
  return (
    <>
      <Heading
        title={sentenceOf(entry)}
        lead={
          <>
            <Time at={entry.at} precise zoned /> <Outcome entry={entry} />
          </>
        }
      >
        <ButtonLink href={evidence} label="entry.evidence" />
      </Heading>
      {inclusion.state === 'contradicted' && <Note tone="bad">{t('entry.contradicted')}</Note>}
      <EntryFacts entry={entry} />
      {mayGo(evidence) && (
        <Section title={t('entry.proof')} id="prove">
          <p class="lead">{t('entry.proof_lead')}</p>
          <Proof kind="entry" data={{ 'data-id': entry.id, 'data-license': entry.license }} />
        </Section>
      )}
      {'delivered' in entry && <Components entry={entry} />}
      {trace && (
        <Section title={t('entry.trace')} id="trace">
          <p class="lead">{t('entry.trace_lead')}</p>
          <Trace trace={trace} territory={'territory' in entry ? (entry.territory ?? null) : null} />
        </Section>
      )}
      {entry.kind === 'refusal' && trace && 'steps' in trace && <Remedy {...trace} license={entry.license} />}
      {entry.kind === 'refusal' && later.today && <Today entry={entry} state={later.today} />}
      <LaterEvents entry={entry} {...later} />
      {receipt && <Receipt receipt={receipt} />}
      <Section title={t('entry.raw')} id="raw">
        <JsonDetails summary={t('entry.raw_lead')} value={entry} label={entry.id} />
      </Section>
    </>
  );
};

const Receipt: FC<{ receipt: Schema<'ReceiptRecord'> }> = ({ receipt }) => {
  const { t } = useView();
  const { id, claims, delivered, text } = receipt;
  return (
    <Section title={t('entry.receipt')} id="receipt">
      <p class="lead">{t('entry.receipt_lead')}</p>
      <Facts
        rows={[
          ['entry.claim.iss', claims.iss],
          ['entry.claim.iat', <Time at={claims.iat * 1000} precise />],
          ['entry.claim.item', <EntityLink id={claims.item} version={claims.version} copy />],
          ['entry.claim.version', claims.version],
          ['entry.claim.digest', <code>{claims.digest}</code>],
          ['entry.claim.log', <code>{claims.log.origin}</code>],
          ['entry.claim.leaf', <code>{claims.log.leaf}</code>],
          ['entry.claim.parts', t('entry.parts', { count: delivered.length })],
          ['entry.claim.text', text ? t('entry.blocks', { count: text.blocks.length }) : t('entry.no_text')],
        ]}
      />
      <p>
        <a href={`/v1/receipts/${encodeURIComponent(id)}`}>{t('entry.receipt_public')}</a> ·{' '}
        <a href="/verify">{t('entry.verify')}</a>
      </p>
      <JsonDetails summary={t('entry.receipt_raw')} value={receipt} label={id} />
    </Section>
  );
};

type Entry = Schema<'UseEntry'>;
type Part = { component: string; type?: string | undefined };

const Components: FC<{ entry: Entry }> = ({ entry }) => {
  const { t } = useView();
  const { shown, withheld, kind } = entry;
  const typeOf = ({ type }: Part) => type && t.word('component', type);
  // Components of earlier versions have no name.
  const nameColumns: Column<Part>[] = [
    { label: 'entry.type', cell: typeOf },
    {
      label: 'entry.component',
      cell: (part) => <EntityLink id={part.component} fallback={typeOf(part)} copy />,
    },
  ];
  return (
    <>
      {kind === 'delivery' && (
        <TableSection
          title={shown ? 'entry.shown' : 'entry.delivered'}
          id="delivered"
          rows={shown ?? entry.delivered}
          empty={<Empty text="entry.nothing_delivered" />}
          columns={[
            ...nameColumns,
            { label: 'deliveries.by.supplier', cell: ({ supplier }) => supplier },
            { label: 'entry.digest', cell: ({ digest }) => <code>{digest}</code> },
            {
              label: 'entry.billed',
              cell: ({ component }) =>
                t(entry.billed?.includes(component) ? 'entry.is_billed' : 'entry.not_billed'),
            },
          ]}
        />
      )}
      <TableSection
        title="entry.withheld"
        id="withheld"
        rows={withheld}
        columns={[
          ...nameColumns,
          { label: 'deliveries.by.code', cell: ({ code }) => t.word('code', code) },
          { label: 'entry.decided_by', cell: ({ decidedBy }) => <DecidedBy rule={decidedBy} /> },
        ]}
      />
    </>
  );
};

interface Newest {
  article: Schema<'Article'> | undefined;
  statement: Schema<'StatementHead'> | undefined;
  /** How the request of a refusal would be decided now; null if the viewer may not check that. */
  today: QueryState | null;
}

const LaterEvents: FC<Newest & { entry: Schema<'LedgerEntry'> }> = (props) => {
  const { entry, article, statement, today } = props;
  const { t, mayGo } = useView();
  const { license, licenseVersion, article: reported } = entry;
  // Other entries may be later than the kill or the version.
  const delivered = entry.kind === 'delivery' || entry.kind === 'external' ? article : undefined;
  const use = 'decidedBy' in entry ? entry : null;
  const version = 'version' in entry ? entry.version : null;
  const exported = new URLSearchParams({ license, ...(reported && { article: reported }) });
  return (
    <Section title={t('entry.since')} id="since">
      {delivered && delivered.pubStatus !== 'usable' && (
        <Note tone="bad">{t(delivered.pubStatus === 'canceled' ? 'entry.killed' : 'entry.held')}</Note>
      )}
      <Links
        to={[
          ['entry.same_article', reported && logHref({ license, article: reported, order: 'asc' })],
          [
            'entry.report',
            reported && `/console/reports/article?${new URLSearchParams({ article: reported })}`,
          ],
          ['entry.evidence_more', `/console/exports?${exported}#evidence`],
          ['entry.license_since', use && `/console/licenses/${license}/versions?from=${licenseVersion}`],
          ['entry.why', use && !today?.answer && `/console/decisions?${queryOfEntry(use)}`],
        ]}
        notes={[
          delivered &&
            version !== null &&
            (delivered.version === version
              ? t('entry.newest')
              : t('entry.newer', { version, newest: delivered.version })),
          entry.kind === 'refusal' && !mayGo('/console/decisions') && t('entry.today_desk'),
          'billable' in entry &&
            entry.billable > 0 &&
            (statement
              ? t.rich('entry.on_statement', {
                  statement: <a href={`/console/statements/${statement.id}`}>{statement.period}</a>,
                })
              : t('entry.no_statement')),
        ]}
      />
    </Section>
  );
};

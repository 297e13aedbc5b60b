/** A log entry: what it says, its proof, trace, later events and receipt. */
import type { FC } from 'hono/jsx';
import { Today } from '../decisions/page.tsx';
import { Outcome } from '../deliveries/list.tsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { Proof } from '../parts/proof.tsx';
import { Facts, Heading, JsonDetails, Note, Section, Time } from '../parts/small.tsx';
import { Trace, type Traced } from '../parts/trace.tsx';
import { Components } from './components.tsx';
import { EntryFacts } from './facts.tsx';
import { LaterEvents, type Newest } from './later-events.tsx';
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
  const provesEntries = mayGo(evidence);
  return (
    <>
      <Heading
        title={sentenceOf(entry)}
        lead={
          <>
            <Time at={entry.at} precise /> <Outcome entry={entry} />
          </>
        }
      >
        <ButtonLink href={evidence} label="entry.evidence" />
      </Heading>
      {inclusion.state === 'contradicted' && <Note tone="bad">{t('entry.contradicted')}</Note>}
      <EntryFacts entry={entry} />
      {provesEntries && (
        <Section title={t('entry.proof')} id="prove">
          <p class="lead">{t('entry.proof_lead')}</p>
          <Proof kind="entry" data={{ 'data-id': entry.id, 'data-license': entry.license }} />
        </Section>
      )}
      {'delivered' in entry && <Components entry={entry} />}
      {trace && (
        <Section title={t('entry.trace')} id="trace">
          <p class="lead">{t('entry.trace_lead')}</p>
          <Trace trace={trace} />
        </Section>
      )}
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

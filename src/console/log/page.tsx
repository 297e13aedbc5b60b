import type { FC } from 'hono/jsx';
import { cosignedAt, parseNote } from '../../ledger/transparency/note.ts';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import { useView } from '../frame/view.ts';
import { findingsWords, type Health } from '../health/health.ts';
import { useName } from '../parts/entity.tsx';
import { Filter } from '../parts/filter.tsx';
import { Proof } from '../parts/proof.tsx';
import { Badge, Empty, Heading, Id, List, Section, Submit, Time } from '../parts/small.tsx';
import { Pager, Table, TableSection } from '../parts/table.tsx';
import { type checkpointsOf, type keysOf, LICENSE_LOG, LOGS } from './logs.ts';

type Checkpoints = Awaited<ReturnType<typeof checkpointsOf>>;
type Checkpoint = Checkpoints['items'][number];

interface PageProps {
  log: string;
  checkpoints: Checkpoints;
  keys: Awaited<ReturnType<typeof keysOf>>;
  health: Health;
  stamped: string | undefined;
  /** Sizes of the compared checkpoints, smaller first. */
  compared: [number, number] | undefined;
}

export const LogPage: FC<PageProps> = ({ log, checkpoints, keys, health, stamped, compared }) => {
  const { t } = useView();
  const name = useName(log) ?? log;
  return (
    <>
      <Heading title={t('log.title')} lead={t('log.lead')} />
      <LogChoice log={log} />
      <Section title={LOGS.includes(log) ? t.word('log', log) : t('log.of', { name })} id="checkpoints">
        <p class="lead">{t(log === AGENCY_LOG ? 'log.agency_lead' : 'log.license_lead')}</p>
        <Table
          caption={t('log.checkpoints')}
          rows={checkpoints.items}
          empty={<Empty text="log.empty" />}
          columns={[
            { label: 'log.signed', cell: ({ at }) => <Time at={at} precise /> },
            { label: 'log.size', number: ({ size }) => size },
            { label: 'log.root', cell: ({ checkpoint }) => <code>{checkpoint.split('\n')[2]}</code> },
            log === AGENCY_LOG && {
              label: 'log.witnesses',
              cell: (row) => <Witnesses checkpoint={row} origin={keys.origin} />,
            },
          ]}
        />
        <Pager next={checkpoints.next} />
      </Section>
      {checkpoints.items.length > 1 && (
        <Section title={t('log.compare')} id="compare">
          <p class="lead">{t('log.compare_lead')}</p>
          <Comparison log={log} sizes={checkpoints.items} compared={compared} />
        </Section>
      )}
      {compared && (
        <Proof
          kind="consistency"
          data={{ 'data-log': log, 'data-from': String(compared[0]), 'data-to': String(compared[1]) }}
        />
      )}
      <TableSection
        title="log.keys"
        id="keys"
        lead={<p class="lead">{t('log.keys_lead')}</p>}
        rows={keys.keys}
        columns={[
          { label: 'log.key', cell: ({ verifierKey }) => <Id id={verifierKey} /> },
          { label: 'log.key_status', cell: ({ status }) => <Badge list="log_key" value={status} /> },
        ]}
      />
      {log === AGENCY_LOG && (
        <Section title={t('log.stamps')} id="stamps">
          <p>
            {stamped === undefined
              ? t('log.no_stamp')
              : t.rich('log.stamp', { stamp: <a href={stamped}>{t('log.stamp_file')}</a> })}
          </p>
        </Section>
      )}
      <Section title={t('log.check')} id="self-check">
        <p class="lead">{t('log.check_lead')}</p>
        <p>
          {findingsWords(t, health)} <a href="/console/health">{t('health.more')}</a>
        </p>
      </Section>
    </>
  );
};

const LogChoice: FC<{ log: string }> = ({ log }) => {
  const { t } = useView();
  return (
    <>
      <nav class="tabs" aria-label={t('log.which')}>
        {LOGS.map((name) => (
          <a href={`/console/log?log=${name}`} {...(name === log && { 'aria-current': 'page' })}>
            {t.word('log', name)}
          </a>
        ))}
      </nav>
      <form method="get" action="/console/log" class="filters">
        <Filter {...LICENSE_LOG} value={LOGS.includes(log) ? '' : log} />
        <button type="submit">{t('log.show')}</button>
      </form>
    </>
  );
};

/** Cosignatures, without that of `origin`, the log itself. Proofs verify them. */
const Witnesses: FC<{ checkpoint: Checkpoint; origin: string }> = ({ checkpoint, origin }) => {
  const { t } = useView();
  const signatures = parseNote(checkpoint.checkpoint)?.signatures ?? [];
  const cosignatures = signatures.filter(({ name }) => name !== origin);
  if (cosignatures.length === 0) return <span class="soft">{t('log.no_witness')}</span>;
  const lines = cosignatures.map((signature) => {
    const seconds = cosignedAt(signature);
    return [signature.name, ' ', seconds !== null && <Time at={seconds * 1000} />];
  });
  return <List class="bare" items={lines} />;
};

const Comparison: FC<Pick<PageProps, 'log' | 'compared'> & { sizes: Checkpoint[] }> = (props) => {
  const { log, sizes, compared } = props;
  const { t } = useView();
  // Defaults to the oldest and newest on the page.
  const chosen = compared ?? [sizes.at(-1)?.size ?? 0, sizes[0]?.size ?? 0];
  const listed = [...new Set([...sizes.map(({ size }) => size), ...chosen])].sort((a, b) => b - a);
  const choices = listed.map((size) => ({ value: String(size), label: t('log.entries', { count: size }) }));
  return (
    <form method="get" action="/console/log#compare" class="filters">
      <input type="hidden" name="log" value={log} />
      <Filter idPrefix="compare-" name="from" label="log.older" value={String(chosen[0])} choices={choices} />
      <Filter idPrefix="compare-" name="to" label="log.newer" value={String(chosen[1])} choices={choices} />
      <Submit text={t('log.compare_do')} tone="primary" />
    </form>
  );
};

import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Heading, Note, Section, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import type { Health } from './health.ts';

type Finding = Health['findings'][number];

/** `children` are shown before the ledger shards. */
export const HealthPage: FC<{ health: Health; children?: Child }> = ({ health, children }) => {
  const { t } = useView();
  const { status, objects, findings, openFindings, unconfirmedLicenses } = health;
  const ofLogs = objects.flatMap(({ object, logFindings }) =>
    logFindings.map(({ origin, ...finding }) => ({ ...finding, object, location: origin })),
  );
  const problems = [...ofLogs, ...findings.map((finding) => ({ ...finding, location: locationOf(finding) }))];
  return (
    <>
      <Heading title={t('nav.health')} lead={t('health.lead')}>
        <Badge list="health" value={status} />
      </Heading>
      <Checks health={health} />
      {problems.length > 0 && (
        <Section title={t('health.troubles')} id="troubles">
          {openFindings !== null && openFindings > findings.length && (
            <p>{t('health.more_findings', { number: openFindings })}</p>
          )}
          {(unconfirmedLicenses ?? 0) > 0 && (
            <Note tone="warn">{t('health.unconfirmed', { count: unconfirmedLicenses ?? 0 })}</Note>
          )}
          <ul class="troubles">
            {problems.map(({ kind, detail, message, since, object, location }) => (
              <li>
                <h3>{t.word('trouble', kind)}</h3>
                <p>{textUnlessKind(t.word('trouble_do', kind), kind)}</p>
                <p class="soft">
                  <Sentence message={message} text={detail} />
                </p>
                <p class="soft">
                  {t('health.since')} <Time at={since} /> {object && <code>{object}</code>} {location}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {children}
      <Objects objects={objects} />
      <p class="soft apart">{t('health.docs')}</p>
    </>
  );
};

/** Unknown kinds have no remedy. */
const textUnlessKind = (text: string, kind: string) => (text === kind ? '' : text);

function locationOf({ object, license, index }: Finding): Child {
  if (!license || license === object) return index ?? '';
  return (
    <>
      <EntityLink id={license} /> {index}
    </>
  );
}

const Checks: FC<{ health: Health }> = ({ health }) => {
  const { t } = useView();
  const { objects, outbox, openFindings, checkpoint } = health;
  const away = objects.filter(({ reachable }) => !reachable);
  const backlog = objects.reduce((sum, shard) => sum + (shard.backlog ?? 0), 0);
  const failing = objects.filter((shard) => (shard.drainFailures ?? 0) > 0);
  const logs = objects.reduce((sum, { logFindings }) => sum + logFindings.length, 0);
  const walked = objects.map(({ walkedAt }) => walkedAt).filter((at) => at !== null);
  const oldest = walked.length === objects.length ? walked.sort()[0] : undefined;
  const isBehind = health.findings.some(({ kind }) => kind === 'drain_behind');
  return (
    <ul class="checks">
      <Check well={away.length === 0}>
        {away.length === 0
          ? t('health.all_reachable', { count: objects.length })
          : t('health.some_away', { names: away.map(({ object }) => object).join(', ') })}
      </Check>
      <Check well={!isBehind && failing.length === 0}>
        {t(backlog === 0 ? 'health.none_waiting' : 'health.waiting', { count: backlog })}{' '}
        {failing.length > 0 &&
          t('health.drain_fails', { names: failing.map(({ object }) => object).join(', ') })}
      </Check>
      <Check well={outbox === 0}>
        {outbox === null
          ? t('health.outbox_unknown')
          : t(outbox === 0 ? 'health.outbox_empty' : 'health.outbox', { count: outbox })}
      </Check>
      <Check well={openFindings === 0}>
        {openFindings === null
          ? t('health.findings_unknown')
          : t(openFindings === 0 ? 'health.no_findings' : 'health.self_check', { count: openFindings })}{' '}
        {oldest ? t.rich('health.walked_at', { at: <Time at={oldest} /> }) : t('health.not_walked')}
      </Check>
      <Check well={logs === 0}>
        {logs === 0 ? t('health.logs_well') : t('health.logs_not', { count: logs })}{' '}
        {checkpoint
          ? t.rich('health.checkpoint_at', {
              at: <Time at={checkpoint.at} />,
              size: t('health.checkpoint_size', { count: checkpoint.size }),
            })
          : t('health.no_checkpoint')}
      </Check>
    </ul>
  );
};

const Check: FC<{ well: boolean; children?: Child }> = ({ well, children }) => (
  <li>
    <Badge list="health" value={well ? 'ok' : 'look'} /> {children}
  </li>
);

const Objects: FC<Pick<Health, 'objects'>> = ({ objects }) => {
  const { t } = useView();
  return (
    <TableSection
      title="health.objects"
      lead={<p class="soft">{t('health.objects_hint')}</p>}
      rows={objects}
      columns={[
        { label: 'health.object', cell: ({ object }) => <code>{object}</code> },
        {
          label: 'health.state',
          cell: ({ reachable }) => <Badge list="health" value={reachable ? 'reachable' : 'away'} />,
        },
        {
          label: 'health.backlog',
          numeric: true,
          cell: ({ backlog }) => backlog !== null && t.number(backlog),
        },
        { label: 'health.alarm_ran', cell: ({ alarmRanAt }) => <Time at={alarmRanAt} /> },
        { label: 'health.alarm', cell: ({ alarmAt }) => <Time at={alarmAt} /> },
        { label: 'health.checked', cell: ({ checkedAt }) => <Time at={checkedAt} /> },
      ]}
    />
  );
};

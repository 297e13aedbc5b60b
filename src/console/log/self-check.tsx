/** What the gateway finds when it compares what it keeps twice: when it looked, and what is wrong. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import type { Health } from '../health/health.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Empty, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

export const SelfCheck: FC<{ health: Health }> = ({ health }) => {
  const { t } = useView();
  const found = [
    ...health.objects.flatMap(({ logFindings }) =>
      logFindings.map(({ origin, ...one }) => ({ ...one, about: <code>{origin}</code> })),
    ),
    ...health.findings.map(({ license, index, ...one }) => ({
      ...one,
      about: license !== null && (
        <>
          <EntityLink id={license} /> {index !== null && `· ${index}`}
        </>
      ),
    })),
  ];
  const unlisted = (health.openFindings ?? 0) - health.findings.length;
  return (
    <Section title={t('log.check')} id="self-check">
      <p class="lead">{t('log.check_lead')}</p>
      <Table
        caption={t('log.check')}
        rows={health.objects}
        empty={null}
        columns={[
          { label: 'log.object', cell: ({ object }) => <code>{object}</code> },
          {
            label: 'log.reachable',
            cell: ({ reachable }) => (
              <Badge list="reachable" value={String(reachable)} tone={reachable ? 'good' : 'bad'} />
            ),
          },
          { label: 'log.checked', cell: ({ checkedAt }) => <Time at={checkedAt} /> },
          { label: 'log.walked', cell: ({ walkedAt }) => <Time at={walkedAt} /> },
        ]}
      />
      <h3>{t('log.findings')}</h3>
      <Table
        caption={t('log.findings')}
        rows={found}
        empty={<Empty text="log.no_findings" />}
        columns={[
          { label: 'log.since', cell: ({ since }) => <Time at={since} /> },
          {
            label: 'log.finding',
            cell: ({ kind, detail, message }) => (
              <span>
                {t.word('wrong', kind)}
                <br />
                <span class="soft">
                  <Sentence message={message} text={detail} />
                </span>
              </span>
            ),
          },
          { label: 'log.about', cell: ({ about }) => about },
        ]}
      />
      {unlisted > 0 && <p>{t('log.more_findings', { count: unlisted })}</p>}
    </Section>
  );
};

import type { FC } from 'hono/jsx';
import type { paths } from '../../../client/src/api.ts';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Empty, Note, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

type Alert = Schema<'Alert'>;

type AlertState = paths['/v1/admin/alerts']['get']['responses']['200']['content']['application/json'];

const RESOLVED_MAX = 10;

export const Alerts: FC<{ alerts: AlertState }> = ({ alerts }) => {
  const { t } = useView();
  const { lookedAt, hooks, faults, firing, over } = alerts;
  return (
    <Section title={t('health.alerts')} id="alerts">
      <p class="soft">
        {hooks.length === 0
          ? t('health.nobody_told')
          : t('health.told_to', { names: hooks.map(({ name }) => name).join(', ') })}{' '}
        {lookedAt ? t.rich('health.looked_at', { at: <Time at={lookedAt} /> }) : t('health.not_looked')}
      </p>
      {faults.length > 0 && (
        <Note tone="warn">
          {faults.map((fault) => (
            <p lang="en">{fault}</p>
          ))}
        </Note>
      )}
      <Table
        caption={t('health.alerts')}
        rows={[...firing, ...over.slice(0, RESOLVED_MAX)]}
        empty={<Empty text="health.no_alerts" />}
        columns={[
          {
            label: 'health.state',
            cell: ({ until }) => (
              <Badge list="alert" value={until ? 'over' : 'fires'} tone={until ? 'good' : 'bad'} />
            ),
          },
          {
            label: 'health.alert',
            cell: ({ kind }) => t.word('trouble', kind),
            beneath: ({ detail, message }) => <Sentence message={message} text={detail} />,
          },
          { label: 'health.object', cell: ({ object }) => object && <code>{object}</code> },
          { label: 'health.since', cell: ({ since }) => <Time at={since} /> },
          { label: 'health.until', cell: ({ until }) => <Time at={until} /> },
          { label: 'health.told', cell: (alert) => <Deliveries alert={alert} /> },
        ]}
      />
    </Section>
  );
};

const Deliveries: FC<{ alert: Alert }> = ({ alert: { deliveries } }) => {
  const newest = new Map(deliveries.map((delivery) => [delivery.hook, delivery]));
  if (newest.size === 0) return null;
  return (
    <ul class="lines">
      {[...newest.values()].map(({ hook, state }) => (
        <li>
          {hook} <Badge list="alert" value={state} tone={state === 'delivered' ? 'good' : 'warn'} />
        </li>
      ))}
    </ul>
  );
};

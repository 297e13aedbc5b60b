import { Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import type { paths } from '../../../client/src/api.ts';
import { isSampleAgency } from '../../platform/env.ts';
import { type Schema, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Code, Empty, List, Note, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import { HealthPage } from './page.tsx';

export const healthPages = new Hono<ConsoleEnv>();

healthPages.get('/health', async (c) => {
  const { view } = c.var;
  const [health, alerts] = await Promise.all([
    unwrap(view.api.GET('/v1/admin/health')),
    unwrap(view.api.GET('/v1/admin/alerts')),
  ]);
  const licensing = <a href="/licensing">/licensing</a>;
  return consolePage(
    c,
    { title: view.t('nav.health') },
    <HealthPage health={health}>
      {isSampleAgency(c.env) && (
        <Section title={view.t('health.agency')} id="agency">
          <Setting line={AGENCY}>
            <p>{view.t('health.sample_agency', { agency: view.agency.name })}</p>
          </Setting>
        </Section>
      )}
      {!c.env.AGENCY_CONTACT?.trim() && (
        <Section title={view.t('health.contact')} id="contact">
          <Setting line={'AGENCY_CONTACT = "licenses@agency.example"'}>
            <p>{view.t.rich('health.no_contact', { licensing })}</p>
          </Setting>
        </Section>
      )}
      <Alerts alerts={alerts} />
    </HealthPage>,
  );
});

type Alert = Schema<'Alert'>;

type AlertState = paths['/v1/admin/alerts']['get']['responses']['200']['content']['application/json'];

const RESOLVED_MAX = 10;

const AGENCY = `AGENCY_NAME = "Your Agency"
AGENCY_NOTICE = "© Your Agency. All rights reserved."
LOG_ORIGIN = "gateway.agency.example/imprimatur"`;

/** What is not set, and how the person who runs the gateway sets it. */
const Setting: FC<{ line: string; children?: Child }> = ({ line, children }) => (
  <>
    {children}
    <p>{useView().t('health.setting')}</p>
    <Code text={line} label={`wrangler.toml, ${line.split(' ')[0]}`} />
  </>
);

const Alerts: FC<{ alerts: AlertState }> = ({ alerts }) => {
  const { t } = useView();
  const { lookedAt, hooks, faults, firing, over } = alerts;
  return (
    <Section title={t('health.alerts')} id="alerts">
      {hooks.length === 0 && [
        <Setting line={'ALERT_WEBHOOKS = \'[{"url": "https://…", "secret": "ALERT_SECRET_ONCALL"}]\''}>
          <p>{t('health.nobody_told')}</p>
        </Setting>,
        <p>{t('health.alert_secret')}</p>,
      ]}
      <p class="soft">
        {hooks.length > 0 && t('health.told_to', { names: hooks.map(({ name }) => name).join(', ') })}{' '}
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
    <List
      class="lines"
      items={[...newest.values()].map(({ hook, state }) => [
        `${hook} `,
        <Badge list="alert" value={state} tone={state === 'delivered' ? 'good' : 'warn'} />,
      ])}
    />
  );
};

import { Hono } from 'hono';
import { unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { Code, Section } from '../parts/small.tsx';
import { Alerts } from './alerts.tsx';
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
      {!c.env.AGENCY_CONTACT?.trim() && (
        <Section title={view.t('health.contact')} id="contact">
          <p>{view.t.rich('health.no_contact', { licensing })}</p>
          <Code text={'AGENCY_CONTACT = "…"'} label="wrangler.toml" />
        </Section>
      )}
      <Alerts alerts={alerts} />
    </HealthPage>,
  );
});

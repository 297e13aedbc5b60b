/** How the ledger is, in a card of the overview. */
import type { FC } from 'hono/jsx';
import type { paths } from '../../../client/src/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { Badge, Time } from '../parts/small.tsx';

export type Health = paths['/v1/admin/health']['get']['responses'][200]['content']['application/json'];

export const HealthCard: FC<{ health: Health | null }> = ({ health }) => {
  const { t } = useView();
  return (
    <section class="card">
      <h2>{t('health.card')}</h2>
      {health ? <Lines health={health} /> : <p>{t('health.unknown')}</p>}
      <p class="more">
        <a href="/console/health">{t('health.more')}</a>
      </p>
    </section>
  );
};

/** Null: nobody knows. */
export function outboxWords(t: Translate, outbox: number | null): string {
  if (outbox === null) return t('health.outbox_unknown');
  return t(outbox === 0 ? 'health.outbox_empty' : 'health.outbox', { count: outbox });
}

const Lines: FC<{ health: Health }> = ({ health }) => {
  const { t } = useView();
  const { status, objects, outbox, openFindings, checkpoint } = health;
  const reachable = objects.filter((one) => one.reachable);
  const backlog = reachable.reduce((sum, one) => sum + (one.backlog ?? 0), 0);
  const open = (openFindings ?? 0) + objects.reduce((sum, { logFindings }) => sum + logFindings.length, 0);
  return (
    <>
      <p class="figure">
        <Badge list="health" value={status} tone={status === 'ok' ? 'good' : 'warn'} />
      </p>
      <ul class="lines">
        <li>{t('health.reachable', { reachable: reachable.length, all: objects.length })}</li>
        <li>{t(backlog === 0 ? 'health.none_waiting' : 'health.waiting', { count: backlog })}</li>
        <li>{outboxWords(t, outbox)}</li>
        <li>
          {openFindings === null
            ? t('health.findings_unknown')
            : t(open === 0 ? 'health.no_findings' : 'health.findings', { count: open })}
        </li>
        <li>
          {checkpoint ? (
            <>
              {t('health.checkpoint_at')} <Time at={checkpoint.at} />
            </>
          ) : (
            t('health.no_checkpoint')
          )}
        </li>
      </ul>
    </>
  );
};

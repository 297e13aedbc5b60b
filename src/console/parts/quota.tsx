/** Quota use as text and as a bar that also shows overage. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { percentOf } from './chart.tsx';
import { LicenseDay } from './term.tsx';

type QuotaUse = Schema<'Activity'>['quotas'][number];

/** Share of the quota from which the state is a warning. */
const HIGH = 0.9;

export const toneOf = ({ used, limit }: QuotaUse): 'good' | 'warn' | 'bad' =>
  used >= limit ? 'bad' : used >= HIGH * limit ? 'warn' : 'good';

/** `411 of 205 this month (200 %) · 206 over, counted as overage · resets 30 Nov`. */
export const QuotaWords: FC<{ quota: QuotaUse }> = ({ quota }) => {
  const { t } = useView();
  const { license, used, limit, per, onExceed, resets } = quota;
  const reset = <LicenseDay license={license} at={resets} edge={per === 'term' ? 'last' : 'first'} />;
  const share = percentOf(t.language, Math.floor((used / Math.max(1, limit)) * 100) / 100);
  const over =
    used > limit
      ? t(onExceed === 'overage' ? 'quota.over_billed' : 'quota.over_refused', { over: used - limit })
      : t(onExceed === 'overage' ? 'quota.then_billed' : 'quota.then_refused');
  return (
    <>
      {t('quota.used', { used, limit, per: t.word('current', per), share })} · {over} ·{' '}
      {t.rich(per === 'term' ? 'quota.ends' : 'quota.resets', { at: reset })}
    </>
  );
};

export const QuotaBar: FC<{ quota: QuotaUse; children?: Child }> = ({ quota, children }) => {
  const { used, limit } = quota;
  const total = Math.max(1, used, limit);
  const per = (units: number) => `${Math.round((units / total) * 10_000) / 100}%`;
  return (
    <div class="quota">
      <p>
        {children} <QuotaWords quota={quota} />
      </p>
      <svg aria-hidden="true">
        <rect
          class={toneOf(quota) === 'bad' && used <= limit ? 'bad' : 'mark'}
          width={per(Math.min(used, limit))}
          height="100%"
        />
        {used > limit && (
          <>
            <rect class="bad" x={per(limit)} width={per(used - limit)} height="100%" />
            <line x1={per(limit)} x2={per(limit)} y2="100%" />
          </>
        )}
      </svg>
    </div>
  );
};

/** Units against a quota: in words, and as a bar that shows what is beyond the limit. */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { percentOf } from './chart.tsx';
import { Time } from './small.tsx';
import { LastDay } from './term.tsx';

export interface QuotaUse {
  license: string;
  used: number;
  limit: number;
  per: 'day' | 'month' | 'term';
  onExceed: 'refuse' | 'overage';
  /** When the next window begins, or the term ends. */
  resets: string;
}

/** From this share on a quota needs a look. */
const HIGH = 0.9;

export const toneOf = ({ used, limit }: QuotaUse): 'good' | 'warn' | 'bad' =>
  used >= limit ? 'bad' : used >= HIGH * limit ? 'warn' : 'good';

/** `411 of 205 this month (200 %) · 206 over, billed as overage · resets 30 Nov`. */
export const QuotaWords: FC<{ of: QuotaUse }> = ({ of }) => {
  const { t } = useView();
  const { license, used, limit, per, onExceed, resets } = of;
  const at = per === 'term' ? <LastDay of={license} ends={resets} /> : <Time at={resets} day />;
  const share = percentOf(t.language, Math.floor((used / Math.max(1, limit)) * 100) / 100);
  const over =
    used > limit
      ? t(onExceed === 'overage' ? 'quota.over_billed' : 'quota.over_refused', { over: used - limit })
      : t(onExceed === 'overage' ? 'quota.then_billed' : 'quota.then_refused');
  return (
    <>
      {t('quota.used', { used, limit, per: t.word('current', per), share })} · {over} ·{' '}
      {t.rich(per === 'term' ? 'quota.ends' : 'quota.resets', { at })}
    </>
  );
};

export const QuotaBar: FC<{ of: QuotaUse; children?: Child }> = ({ of, children }) => {
  const { used, limit } = of;
  const whole = Math.max(1, used, limit);
  const per = (units: number) => `${Math.round((units / whole) * 10_000) / 100}%`;
  return (
    <div class="quota">
      <p>
        {children} <QuotaWords of={of} />
      </p>
      <svg aria-hidden="true">
        <rect
          class={toneOf(of) === 'bad' && used <= limit ? 'bad' : 'mark'}
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

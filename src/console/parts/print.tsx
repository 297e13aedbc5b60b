/** Header of printed pages: agency, title and period (console.css, `@media print`). */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Time } from './small.tsx';

export const PrintHead: FC<{ title: string; subject: string }> = ({ title, subject }) => {
  const { agency, now, zone } = useView();
  return (
    <div class="print-head" aria-hidden="true">
      <p>
        <strong>{agency.name}</strong>
        <span>{[title, subject].filter(Boolean).join(' · ')}</span>
        <Time at={now} />
        <span>{zone}</span>
      </p>
    </div>
  );
};

/** The script shows it; without scripts, use the browser's menu. */
export const PrintButton: FC = () => {
  const { t } = useView();
  return (
    <button type="button" class="print" hidden>
      {t('print.do')}
    </button>
  );
};

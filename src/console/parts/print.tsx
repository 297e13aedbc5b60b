/** What a printed page has beside its content: whose it is, what it is, of which time; on every sheet (console.css, `@media print`). */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Time } from './small.tsx';

export const PrintHead: FC<{ title: string; of: string }> = ({ title, of }) => {
  const { agency, now } = useView();
  return (
    <div class="print-head" aria-hidden="true">
      <p>
        <strong>{agency.name}</strong>
        <span>{[title, of].filter(Boolean).join(' · ')}</span>
        <Time at={now} />
      </p>
    </div>
  );
};

/** Shown by the script of the pages, which prints; without it, the browser's own menu does. */
export const PrintButton: FC = () => {
  const { t } = useView();
  return (
    <button type="button" class="print" hidden>
      {t('print.do')}
    </button>
  );
};

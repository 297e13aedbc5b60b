/** Button that prints the page (console.css, `@media print`). */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';

/** The script shows it; without scripts, use the browser's menu. */
export const PrintButton: FC = () => {
  const { t } = useView();
  return (
    <button type="button" class="print" hidden>
      {t('print.do')}
    </button>
  );
};

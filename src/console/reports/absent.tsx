/** Months of which entries are not among what is shown. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { periodName } from '../parts/period-choices.ts';
import { Note } from '../parts/small.tsx';

export const Absent: FC<{ months: string[] | undefined }> = ({ months = [] }) => {
  const { t } = useView();
  if (months.length === 0) return null;
  const list = t.list(months.map((month) => periodName(month, t)));
  return (
    <Note tone="warn">
      <p>{t('reports.absent', { months: list })}</p>
    </Note>
  );
};

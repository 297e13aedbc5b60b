/** Corrects a closed statement with an adjustment entry. */
import type { FC } from 'hono/jsx';
import { entityOptions, type Field, type Option } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Facts, Heading } from '../parts/small.tsx';
import type { Statement } from './pages.tsx';

export const adjustFields = (titles: Option[]): Field[] => [
  { kind: 'number', path: '/units', label: 'reports.units', hint: 'statements.units_hint', required: true },
  { kind: 'text', path: '/reason', label: 'reports.reason', hint: 'statements.reason_hint', required: true },
  { kind: 'text', path: '/title', label: 'statements.of_title', suggestions: titles },
  { kind: 'text', path: '/reference', label: 'statements.reference', hint: 'statements.reference_hint' },
];

export const AdjustPage: FC<{ statement: Statement; state: FormState }> = ({
  statement: { statement, adjustments },
  state,
}) => {
  const { t, names } = useView();
  const { id, license, period, usage } = statement;
  const titles = entityOptions(names.get(license)?.titles ?? []);
  const since = adjustments.reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      <Heading title={t('statements.adjust')} lead={t('statements.adjust_lead')} />
      <Facts
        rows={[
          ['reports.license', <EntityLink id={license} />],
          ['statements.period', periodName(period.name, t)],
          ['reports.billed', t.number(usage.billing?.billed ?? 0)],
          ['statements.adjusted', t.number(since)],
        ]}
      />
      <Form
        fields={adjustFields(titles)}
        state={state}
        submit="statements.enter"
        cancel={`/console/statements/${id}`}
      />
    </>
  );
};

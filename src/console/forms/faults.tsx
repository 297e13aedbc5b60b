/** Fault messages, beside each field and in a summary with links to the fields. */
import type { FC } from 'hono/jsx';
import type { Fault } from '../frame/api.ts';
import { isNamedId } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { faultIn, problemIn } from '../frame/sentences.ts';
import { useView, type View } from '../frame/view.ts';
import { List, Submit } from '../parts/small.tsx';
import { type Field, flat, idOf } from './fields.ts';
import { nearestNames } from './normalize.ts';
import { entriesOf, parseJson } from './read.ts';
import { type FormState, rowsOf } from './state.ts';

export interface LabeledControl {
  field: Exclude<Field, { kind: 'group' }>;
  label: string;
}

/** All controls including those of rows. Labels start with the list's name: `Titles 2, Home market`. */
export function controlsOf(fields: Field[], state: FormState, t: Translate, prefix = ''): LabeledControl[] {
  return flat(fields).flatMap((field): LabeledControl[] => {
    const label = `${prefix}${t(field.label)}`;
    if (field.kind !== 'rows') return [{ field, label }];
    const inRows = rowsOf(state, field).flatMap((row, index) =>
      controlsOf(row, state, t, `${label} ${index + 1}, `),
    );
    return [...inRows, { field, label }];
  });
}

/** The control of a fault: the closest ancestor of its pointer. */
const controlAt = (controls: LabeledControl[], path: string): LabeledControl | undefined =>
  controls.find(({ field }) => path === field.path || path.startsWith(`${field.path}/`));

const MISSING: Partial<Record<Field['kind'], MessageKey>> = {
  entity: 'fault.missing_entity',
  select: 'fault.missing_choice',
  checks: 'fault.missing_selection',
  number: 'fault.missing_number',
  day: 'fault.missing_day',
  instant: 'fault.time',
  edge: 'fault.missing_day',
  rows: 'fault.missing_row',
};

/** Translated fault. For one entry or part of several, it quotes that, and suggests similar names. */
export function faultText(view: View, fault: Fault, state: FormState, field?: Field): string {
  const { t } = view;
  if (!field) return faultIn(view, fault);
  const missing = fault.key === 'missing' ? MISSING[field.kind] : undefined;
  const text = missing ? t(missing) : faultIn(view, fault);
  const [entry, kind] = [entryAt(state, field, fault.path), 'textKind' in field ? field.textKind : undefined];
  const near = entry && kind && UNKNOWN.has(fault.key ?? '') ? nearestNames(entry, kind, t.language) : [];
  // The API suggests sections as it takes them: in a form, the word of the page's language leads.
  const names = String(fault.parameters?.similar ?? near.join(', ')).replaceAll(
    'section:',
    t('restrictions.scope_section', { section: '' }),
  );
  const value = parseJson(state.values.get(field.path)?.[0]);
  const part =
    field.kind === 'lines' ? entry : field.partAt?.(fault.path.slice(field.path.length), value, view);
  const sentence = part ? t('form.of_entry', { entry: part, fault: text }) : text;
  return names === '' ? sentence : `${sentence}. ${t('form.did_you_mean', { names })}`;
}

const UNKNOWN = new Set(['place', 'territory', 'language', 'time_zone']);

function entryAt({ values }: FormState, field: Field, path: string): string | undefined {
  const text = values.get(field.path)?.[0] ?? '';
  if (field.kind === 'text') return text.trim();
  if (field.kind !== 'lines' || path === field.path) return undefined;
  return entriesOf(field, text)[Number(path.slice(field.path.length + 1))];
}

/** Marks texts that fell back to the API's English. Links the license that has to change first. */
export const FaultText: FC<{ fault: Fault; text: string }> = ({ fault, text }) => {
  const { t } = useView();
  const license = String(fault.parameters?.license ?? '');
  return (
    <>
      {text === fault.message && t.language !== 'en' ? <span lang="en">{text}</span> : text}
      {isNamedId(license) && [' · ', <a href={`/console/licenses/${license}`}>{t('licenses.open')}</a>]}
    </>
  );
};

export const Faults: FC<{
  fields: Field[];
  state: FormState;
  /** Fields of the current step, by default all; a button leads to those of other steps. */
  visible?: Field[];
  buttonTo?: ((path: string) => { name: string; value: string }) | undefined;
}> = ({ fields, state, visible = fields, buttonTo }) => {
  const view = useView();
  const { t } = view;
  const { faults, problem } = state;
  if (faults.length === 0 && !problem) return null;
  const controls = controlsOf(fields, state, t);
  const visiblePaths = new Set(controlsOf(visible, state, t).map(({ field }) => field.path));
  const lines = faults.map((fault) => {
    const control = controlAt(controls, fault.path);
    return { fault, control, text: faultText(view, fault, state, control?.field) };
  });
  // Sorts faults without a field first, then in form order, and the number of further faults last.
  const isRest = ({ fault }: (typeof lines)[number]) => fault.key === 'more';
  const position = ({ control }: (typeof lines)[number]) => (control ? controls.indexOf(control) : -1);
  lines.sort((a, b) => Number(isRest(a)) - Number(isRest(b)) || position(a) - position(b));
  const paths = lines
    .filter((line) => !isRest(line))
    .map(({ fault, control }) => control?.field.path ?? fault.path);
  const count = new Set(paths).size;
  return (
    <div class="note bad" role="alert" id="faults" tabindex={-1} autofocus>
      <p>
        <strong>
          {lines.length > 0 || !problem ? t('form.faulty', { count }) : t.word('code', problem.code)}
        </strong>
      </p>
      {problem && faults.length === 0 && <p>{problemIn(view, problem)}</p>}
      {lines.length > 0 && (
        <List
          items={lines.map(({ fault, control, text }) => {
            if (!control) return <FaultText fault={fault} text={text} />;
            const message = t('form.fault', { field: control.label, fault: t.inSentence(text) });
            const { path } = control.field;
            if (visiblePaths.has(path) || !buttonTo) return <a href={`#${idOf(path)}`}>{message}</a>;
            return <Submit text={message} tone="plain" {...buttonTo(path)} />;
          })}
        />
      )}
    </div>
  );
};

/** What is wrong with a form, in words: beside a field, and above the form with a link to each field. */
import type { FC } from 'hono/jsx';
import type { Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { faultIn, problemIn } from '../frame/sentences.ts';
import { useView, type View } from '../frame/view.ts';
import { type Field, flat, under } from './fields.ts';
import { nearestNames } from './normalize.ts';
import { entriesOf } from './read.ts';
import { type FormState, rowsIn } from './state.ts';

/** A control of the form as it stands, and what it is called. */
export interface Named {
  field: Exclude<Field, { kind: 'group' }>;
  label: string;
}

/** Every control, rows among them, each with the name of its list in front: `Titles 2, Home market`. */
export function controlsOf(fields: Field[], state: FormState, t: Translate, within = ''): Named[] {
  return flat(fields).flatMap((field): Named[] => {
    const label = `${within}${t(field.label)}`;
    if (field.kind !== 'rows') return [{ field, label }];
    const rows = [...Array(Math.max(rowsIn(state, field.path), field.required ? 1 : 0)).keys()];
    const inRows = rows.flatMap((index) =>
      controlsOf(
        field.fields.map((one) => under(`${field.path}/${index}`, one)),
        state,
        t,
        `${label} ${index + 1}, `,
      ),
    );
    return [...inRows, { field, label }];
  });
}

/** The control that a fault is about: the nearest above the pointer. */
export const controlAt = (controls: Named[], path: string): Named | undefined =>
  controls.find(({ field }) => path === field.path || path.startsWith(`${field.path}/`));

/** What is missing depends on the control that lacks it. */
const MISSING: Partial<Record<Field['kind'], MessageKey>> = {
  select: 'fault.missing_choice',
  checks: 'fault.missing_selection',
  number: 'fault.missing_number',
  day: 'fault.missing_day',
  instant: 'fault.time',
  edge: 'fault.missing_day',
  rows: 'fault.missing_row',
};

/** The fault in the language of the page; of one entry of several, with the entry, and with names that are near to it. */
export function faultText(view: View, fault: Fault, state: FormState, field?: Field): string {
  const { t } = view;
  if (!field) return faultIn(view, fault);
  const missing = fault.key === 'missing' ? MISSING[field.kind] : undefined;
  const text = missing ? t(missing) : faultIn(view, fault);
  const [entry, kind] = [entryAt(state, field, fault.path), 'as' in field ? field.as : undefined];
  if (entry === undefined || entry === '') return text;
  const near = kind && UNKNOWN.has(fault.key ?? '') ? nearestNames(entry, kind, t.language) : [];
  const hint = near.length > 0 ? t('form.did_you_mean', { names: near.join(', ') }) : '';
  const said = field.kind === 'lines' ? t('form.of_entry', { entry, fault: text }) : text;
  return hint === '' ? said : `${said}. ${hint}`;
}

const UNKNOWN = new Set(['place', 'territory', 'language', 'time_zone']);

function entryAt({ values }: FormState, field: Field, path: string): string | undefined {
  const text = values.get(field.path)?.[0] ?? '';
  if (field.kind === 'text') return text.trim();
  if (field.kind !== 'lines' || path === field.path) return undefined;
  return entriesOf(field, text)[Number(path.slice(field.path.length + 1))];
}

/** What the language of the page has no text for stays in the English of the API. */
export const Said: FC<{ fault: Fault; text: string }> = ({ fault, text }) => {
  const { t } = useView();
  return text === fault.message && t.language !== 'en' ? <span lang="en">{text}</span> : <>{text}</>;
};

/** Outside of a form: each fault with where it is. */
export const FaultList: FC<{ faults: Fault[] }> = ({ faults }) => {
  const view = useView();
  return (
    <ul>
      {faults.map((fault) => (
        <li>
          <Said fault={fault} text={faultIn(view, fault)} /> <code>{fault.path}</code>
        </li>
      ))}
    </ul>
  );
};

/** Above the form: each fault with a link to its field; what belongs to no field, in words. */
export const Faults: FC<{
  fields: Field[];
  state: FormState;
  idOf: (path: string) => string;
  /** Those on this page, where others are on pages that a button leads to. */
  shown: Field[];
  buttonTo?: ((path: string) => { name: string; value: string }) | undefined;
}> = ({ fields, state, idOf, shown, buttonTo }) => {
  const view = useView();
  const { t } = view;
  const { faults, problem } = state;
  if (faults.length === 0 && !problem) return null;
  const controls = controlsOf(fields, state, t);
  const here = new Set(controlsOf(shown, state, t).map(({ field }) => field.path));
  const lines = faults.map((fault) => {
    const named = controlAt(controls, fault.path);
    return { fault, named, text: faultText(view, fault, state, named?.field) };
  });
  // In the order of the form; what belongs to no field comes first, and how many there are besides last.
  const isRest = ({ fault }: (typeof lines)[number]) => fault.key === 'more';
  const place = ({ named }: (typeof lines)[number]) => (named ? controls.indexOf(named) : -1);
  lines.sort((one, other) => Number(isRest(one)) - Number(isRest(other)) || place(one) - place(other));
  const paths = lines
    .filter((one) => !isRest(one))
    .map(({ fault, named }) => named?.field.path ?? fault.path);
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
        <ul>
          {lines.map(({ fault, named, text }) => {
            if (!named)
              return (
                <li>
                  <Said fault={fault} text={text} />
                </li>
              );
            const said = t('form.fault', { field: named.label, fault: t.inSentence(text) });
            const { path } = named.field;
            return (
              <li>
                {here.has(path) || !buttonTo ? (
                  <a href={`#${idOf(path)}`}>{said}</a>
                ) : (
                  <button type="submit" class="plain" {...buttonTo(path)}>
                    {said}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
};

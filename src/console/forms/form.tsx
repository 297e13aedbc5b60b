/** Renders a declared form with labels, hints, values and faults. */
import type { Child, FC } from 'hono/jsx';
import { EntityInput, Hits } from '../entities/input.tsx';
import { ID_SUFFIX, PICK_SUFFIX } from '../entities/resolve.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Hidden, Submit } from '../parts/small.tsx';
import { withQuery } from '../parts/table.tsx';
import { controlsOf, Faults, FaultText, faultText } from './faults.tsx';
import { type Field, flat, idOf } from './fields.ts';
import { ADD_ROW, ZONE } from './read.ts';
import { type FormState, faultsAt, rowsOf } from './state.ts';

/** Hidden field with questions (a fault's `confirms`) that a resubmission confirms. */
export const CONFIRMED = '_meant';

/** Query of API calls that ask about probable mistakes. */
export const askingQuery = (form: FormData) => ({
  ask: 'true' as const,
  confirmed: [...new Set(form.getAll(CONFIRMED).map(String))],
});

export interface FormProps {
  fields: Field[];
  state: FormState;
  submit: MessageKey;
  /** Target; by default the page itself without its fragment. Its handler then supports `UNSENT`. */
  action?: string;
  cancel?: string;
  danger?: boolean;
  children?: Child;
  /** Name and value of the submit button if it only leads to the next step; further buttons. */
  next?: { name: string; value: string };
  more?: Child;
  before?: Child;
  /** Fields of other steps. Their values are sent too; a button leads to the step of a fault. */
  otherSteps?: { fields: Field[]; buttonTo(path: string): { name: string; value: string } };
  /** htmx attributes of the form, and hidden values. */
  live?: Record<string, string>;
  hidden?: Record<string, string>;
}

export const Form: FC<FormProps> = (props) => {
  const { fields, state, submit, action, cancel, danger = false, hidden = {}, next = {}, otherSteps } = props;
  const { t, url, zone } = useView();
  const carried = { ...hidden, ...(hasInstants(fields) && { [ZONE]: state.values.get(ZONE)?.[0] ?? zone }) };
  const questions = state.faults.flatMap(({ parameters }) => String(parameters?.confirms ?? '') || []);
  const sent = (path: string, more: string[] = []) =>
    [...(state.values.get(path) ?? []), ...more].map((value) => [path, value] as const);
  const others = otherSteps ? controlsOf(otherSteps.fields, state, t) : [];
  return (
    <form
      method="post"
      action={action ?? withQuery(url, { count: null, unsent: null })}
      class="form"
      novalidate
      data-kept={action === undefined ? '' : undefined}
      {...props.live}
    >
      <Faults
        fields={[...fields, ...(otherSteps?.fields ?? [])]}
        state={state}
        buttonTo={otherSteps?.buttonTo}
        visible={fields}
      />
      <Hidden values={[...Object.entries(carried), ...sent(CONFIRMED, questions)]} />
      <Hidden values={others.flatMap(({ field }) => sent(field.path))} />
      {/* Enter presses the first button, which must not be one that adds a row. */}
      <button type="submit" hidden {...next}>
        {t(submit)}
      </button>
      {props.before}
      <FieldRows fields={fields} state={state} />
      {props.children}
      <div class="buttons">
        <Submit text={t(submit)} tone={danger ? 'danger' : 'primary'} {...next} />
        {props.more}
        {cancel && <a href={cancel}>{t('form.cancel')}</a>}
      </div>
    </form>
  );
};

const hasInstants = (fields: Field[]): boolean =>
  flat(fields).some(
    (field) => field.kind === 'instant' || (field.kind === 'rows' && hasInstants(field.fields)),
  );

/** Also for forms laid out by hand. */
export const FieldRows: FC<{ fields: Field[]; state: FormState }> = ({ fields, state }) => (
  <>
    {fields.map((field) => (
      <FieldRow field={field} state={state} />
    ))}
  </>
);

const FieldRow: FC<{ field: Field; state: FormState }> = ({ field, state }) => {
  const view = useView();
  const { t } = view;
  const id = idOf(field.path);
  if (field.kind === 'group' && field.fold) return <Fold field={field} state={state} />;
  if (field.kind === 'group')
    return (
      <fieldset>
        <legend>{t(field.label)}</legend>
        {field.hint && <p class="hint">{t(field.hint)}</p>}
        <FieldRows fields={field.fields} state={state} />
      </fieldset>
    );
  if (field.kind === 'rows') return <Rows field={field} state={state} />;
  const faults = faultsAt(state, field.path);
  const hint = field.instruction ?? (field.hint && t(field.hint));
  const described = [hint && `${id}-hint`, faults.length > 0 && `${id}-fault`].filter(Boolean).join(' ');
  const name = field.name ?? field.path;
  const description = described !== '' && { 'aria-describedby': described };
  const invalid = faults.length > 0 && { 'aria-invalid': 'true' as const };
  const wiring: Record<string, string> = { name, ...description, ...invalid };
  const notes = (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {faults.length > 0 && (
        <p class="fault" id={`${id}-fault`}>
          {faults.map((fault, index) => [
            index > 0 && <br />,
            <FaultText fault={fault} text={faultText(view, fault, state, field)} />,
          ])}
        </p>
      )}
    </>
  );
  const values = state.values.get(field.path) ?? [];
  if (field.kind === 'checks')
    return (
      <fieldset class="checks" id={id} tabindex={-1} {...description}>
        <legend>
          {t(field.label)} <Optional field={field} />
        </legend>
        {notes}
        <div class="options">
          {field.options.map(({ value, label }) => (
            <label>
              <input type="checkbox" {...{ name, value }} checked={values.includes(value)} {...invalid} />{' '}
              {label}
            </label>
          ))}
        </div>
      </fieldset>
    );
  if (field.kind === 'flag')
    return (
      <div class="field">
        <label class="flag">
          <input type="checkbox" id={id} value="true" checked={values.length > 0} {...wiring} />{' '}
          {t(field.label)}
        </label>
        {notes}
      </div>
    );
  return (
    <div class="field">
      <label for={id}>
        {t(field.label)} <Optional field={field} />
      </label>
      {notes}
      {field.kind === 'entity' ? (
        <EntityInput
          id={id}
          kinds={field.kinds}
          except={field.except}
          value={values[0] ?? ''}
          hidden={state.values.get(`${field.path}${ID_SUFFIX}`)?.[0]}
          hits={state.hits?.get(field.path)}
          required={field.required === true}
          autofocus={field.autofocus === true}
          name={name}
          wiring={wiring}
        />
      ) : (
        <Control field={field} id={id} value={values[0] ?? ''} wiring={wiring} />
      )}
      {field.kind === 'lines' &&
        [...(state.hits ?? [])].map(([name, hits]) => {
          const [path, text] = name.split(`${PICK_SUFFIX} `, 2);
          return path === field.path && text !== undefined ? (
            <Hits name={name} hits={hits} kinds={field.kinds ?? []} text={text} />
          ) : null;
        })}
    </div>
  );
};

const Fold: FC<{ field: Extract<Field, { kind: 'group' }>; state: FormState }> = ({ field, state }) => {
  const { t } = useView();
  const inside = flat(field.fields);
  const textsOf = (inner: Field) => (state.values.get(inner.path) ?? []).filter((text) => text !== '');
  const isFaulty = inside.some(({ path }) => faultsAt(state, path).length > 0);
  const filled = inside.filter((inner) => textsOf(inner).length > 0);
  const isOpen =
    field.fold === 'rare'
      ? filled.length > 0
      : inside.some((inner) => inner.required && !filled.includes(inner));
  const wordsOf = (inner: Field) =>
    textsOf(inner)
      .map((text) => ('options' in inner && inner.options.find(({ value }) => value === text)?.label) || text)
      .join(', ');
  return (
    <details class="folded" id={idOf(field.path)} open={isFaulty || isOpen}>
      <summary>
        {t(field.label)}
        {field.fold === 'preset' && (
          <span id={`${idOf(field.path)}-preset`}>
            {filled.map((inner) => (
              <span class="beneath">{`${t(inner.label)}: ${wordsOf(inner)}`}</span>
            ))}
          </span>
        )}
      </summary>
      {field.hint && <p class="hint">{t(field.hint)}</p>}
      <FieldRows fields={field.fields} state={state} />
      {field.action && <Submit text={t(field.action.label)} name={field.action.name} value="1" />}
    </details>
  );
};

type Single = Extract<
  Field,
  { kind: 'text' | 'area' | 'json' | 'number' | 'day' | 'edge' | 'instant' | 'lines' | 'select' }
>;

const Control: FC<{ field: Single; id: string; value: string; wiring: Record<string, string> }> = (props) => {
  const { field, id, value, wiring } = props;
  const { t } = useView();
  const common = { id, required: field.required === true, ...wiring };
  switch (field.kind) {
    case 'area':
    case 'json':
    case 'lines': {
      const rows = field.kind === 'lines' ? Math.max(2, value.split('\n').length) : (field.lines ?? 4);
      return <textarea {...{ rows, ...common }}>{value}</textarea>;
    }
    case 'select':
      return (
        <select {...common}>
          {(!field.required || value === '') && <option value="">{t(field.none ?? 'form.none')}</option>}
          {field.options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'number': {
      const inputmode = field.hasCents ? 'decimal' : 'numeric';
      return <input {...common} type="text" value={value} inputmode={inputmode} autocomplete="off" />;
    }
    case 'edge': {
      const type = value.includes('T') ? 'datetime-local' : 'date';
      return <input {...common} type={type} step="any" value={value} />;
    }
    case 'day':
      return <input {...common} type="date" value={value} />;
    case 'instant':
      return <input {...common} type="datetime-local" value={value} />;
    case 'text': {
      const list = field.suggestions && `${id}-list`;
      return (
        <>
          <input {...common} type="text" value={value} autocomplete="off" list={list} />
          {field.suggestions && (
            <datalist id={list}>
              {field.suggestions.map(({ value, label }) => (
                <option value={value}>{label}</option>
              ))}
            </datalist>
          )}
        </>
      );
    }
  }
};

const Optional: FC<{ field: Field }> = ({ field }) => {
  const { t } = useView();
  return field.required ? null : <span class="soft">{t(field.needed ?? 'form.optional')}</span>;
};

const Rows: FC<{ field: Extract<Field, { kind: 'rows' }>; state: FormState }> = ({ field, state }) => {
  const view = useView();
  const { t } = view;
  const id = idOf(field.path);
  const rows = rowsOf(state, field);
  const rowFaults = state.faults.filter(({ path }) => path === field.path);
  return (
    <fieldset id={id} class="rows" tabindex={-1}>
      <legend>{t(field.label)}</legend>
      {field.hint && <p class="hint">{t(field.hint)}</p>}
      {rowFaults.length > 0 && (
        <p class="fault">{rowFaults.map((fault) => faultText(view, fault, state, field)).join('. ')}</p>
      )}
      {rows.map((fields, index) => (
        <fieldset class="row" id={`${id}-${index}`}>
          <legend class="unseen">{`${t(field.label)} ${index + 1}`}</legend>
          <FieldRows fields={fields} state={state} />
        </fieldset>
      ))}
      <Submit
        text={t(field.add)}
        tone="plain"
        name={ADD_ROW}
        value={field.path}
        formaction={`#${id}-${rows.length}`}
      />
    </fieldset>
  );
};

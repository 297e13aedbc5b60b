/** Controls of a form that narrows a page: sent by GET, empty when they narrow nothing. */
import type { Child, FC } from 'hono/jsx';
import type { EntityControl } from '../entities/address.tsx';
import { EntityInput } from '../entities/input.tsx';
import type { Kind } from '../entities/resolve.ts';
import type { Option } from '../forms/fields.ts';
import type { Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { faultIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';

export interface FilterProps {
  name: string;
  label: MessageKey;
  value: string;
  /** One of these; the first stands for what is not said, unless `any`. */
  choices?: Option[];
  any?: boolean;
  suggestions?: Option[];
  /** What it is as long as nobody chooses. */
  usual?: string;
  /** A thing of these kinds, found by its name. */
  kinds?: Kind[];
  literal?: RegExp;
  /** Of a field that is typed into. */
  type?: 'text' | 'date' | 'datetime-local';
  /** Of the query: what is wrong with its value is said beside it. */
  faults?: Fault[] | undefined;
  /** Where a page has several forms with such a control. */
  of?: string;
}

export const Filter: FC<FilterProps> = ({
  name,
  label,
  value,
  choices,
  any = false,
  suggestions,
  kinds,
  of = '',
  type = 'text',
  faults = [],
}) => {
  const view = useView();
  const { t } = view;
  const fault = faults.find(({ path }) => path === `/${name}`);
  const id = of + name;
  const list = `${id}-list`;
  const wiring = fault && { 'aria-invalid': 'true', 'aria-describedby': `${id}-fault` };
  return (
    <div class="field">
      <label for={id}>{t(label)}</label>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {faultIn(view, fault)}
        </p>
      )}
      {choices ? (
        <select id={id} name={name} {...wiring}>
          {any && <option value="">{t('filter.any')}</option>}
          {choices.map((one) => (
            <option value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : kinds ? (
        <EntityInput id={id} name={name} kinds={kinds} value={value} {...(wiring && { wiring })} />
      ) : (
        <input
          id={id}
          name={name}
          type={type}
          value={value}
          autocomplete="off"
          {...(suggestions && { list })}
          {...wiring}
        />
      )}
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option value={one.value}>{one.label}</option>
          ))}
        </datalist>
      )}
    </div>
  );
};

/** Those that name things, for `resolveAddress`. */
export const entityControls = (controls: FilterProps[]): EntityControl[] =>
  controls.flatMap(({ name, label, kinds, literal }) => (kinds ? [{ name, label, kinds, literal }] : []));

/** Filters that a phone folds away; how many are set stands beside. Browsers without `::details-content` fold them on any screen. */
export const Folds: FC<{ set: number; open?: boolean; children?: Child }> = ({ set, open, children }) => {
  const { t } = useView();
  return (
    <details class="folds" open={open}>
      <summary>
        {t('list.filters')}
        {set > 0 && ` (${t.number(set)})`}
      </summary>
      {children}
    </details>
  );
};

interface FiltersProps {
  /** Words that are looked for; undefined: no search box. */
  q: string | undefined;
  chars: number;
  /** The order, which stays as it is. */
  sort: string | undefined;
  controls: FilterProps[];
  faults: Fault[];
}

/** The search box and the filters of a list (parts/list.tsx). Without script, a button applies them. */
export const Filters: FC<FiltersProps> = ({ q, chars, sort, controls, faults }) => {
  const { t, url } = useView();
  return (
    <search>
      <form
        class="filters"
        action={url.pathname}
        hx-get={url.pathname}
        hx-trigger="change, input changed delay:300ms"
        hx-target="#list"
        hx-select="#list"
        hx-swap="outerHTML"
        hx-push-url="true"
        hx-sync="this:replace"
      >
        {q !== undefined && (
          <div class="field">
            <label for="list-q">{t('list.search')}</label>
            <input id="list-q" name="q" type="search" value={q} maxlength={chars} autocomplete="off" />
          </div>
        )}
        {sort !== undefined && <input type="hidden" name="sort" value={sort} />}
        {controls.length > 0 && (
          <Folds set={controls.filter(({ value, usual = '' }) => value !== usual).length}>
            {controls.map((control) => (
              <Filter {...control} faults={faults} />
            ))}
          </Folds>
        )}
        <button type="submit">{t('list.apply')}</button>
      </form>
    </search>
  );
};

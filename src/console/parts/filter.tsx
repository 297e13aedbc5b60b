/** Filter controls of a page. The form uses GET; empty controls do not filter. */
import type { Child, FC } from 'hono/jsx';
import type { EntityControl } from '../entities/address.tsx';
import { EntityInput } from '../entities/input.tsx';
import type { Kind } from '../entities/resolve.ts';
import type { Option } from '../forms/fields.ts';
import type { Fault } from '../frame/api.ts';
import { isoDay } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { faultIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';

export interface FilterProps {
  name: string;
  label: MessageKey;
  value: string;
  /** The first choice is the default, unless `any` is set. */
  choices?: Option[];
  any?: boolean;
  usual?: string;
  /** Entity kinds; the control finds entities by name. */
  kinds?: Kind[];
  literal?: RegExp;
  /** `flag`: a checkbox with the value 1. */
  type?: 'text' | 'date' | 'datetime-local' | 'flag';
  /** Faults of the query; the matching one is shown beside the control. */
  faults?: Fault[] | undefined;
  idPrefix?: string;
  /** Id of a hint. */
  describedBy?: string;
}

/** Longest choice that one column of the filters has room for. */
const CHOICE_CHARS = 15;

/** Control of a list; without a value, that of the address. Without a usual value, any is allowed. */
export type ListControl = Omit<FilterProps, 'value' | 'any'> & { value?: string };

export const Filter: FC<FilterProps> = (props) => {
  const { name, label, value, choices, any = false, kinds, type = 'text' } = props;
  const view = useView();
  const { t } = view;
  const fault = props.faults?.find(({ path }) => path === `/${name}`);
  const autofocus = fault !== undefined && fault === props.faults?.[0];
  const id = (props.idPrefix ?? '') + name;
  const text = type === 'date' ? isoDay(value) : value;
  if (type === 'flag')
    return (
      <div class="field">
        <label class="flag">
          <input type="checkbox" name={name} value="1" checked={value === '1'} /> {t(label)}
        </label>
      </div>
    );
  const described = [fault && `${id}-fault`, props.describedBy].filter(Boolean).join(' ');
  const wiring: Record<string, string> = {
    ...(described && { 'aria-describedby': described }),
    ...(fault && { 'aria-invalid': 'true' }),
  };
  const isBroad = type === 'datetime-local' || choices?.some((choice) => choice.label.length > CHOICE_CHARS);
  return (
    <div class={isBroad ? 'field broad' : 'field'}>
      <label for={id}>{t(label)}</label>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {faultIn(view, fault)}
        </p>
      )}
      {choices ? (
        <select id={id} name={name} autofocus={autofocus} {...wiring}>
          {any && <option value="">{t('filter.any')}</option>}
          {[...Map.groupBy(choices, ({ group }) => group)].map(([group, options]) => {
            const items = options.map((choice) => (
              <option value={choice.value} selected={choice.value === value}>
                {choice.label}
              </option>
            ));
            return group === undefined ? items : <optgroup label={group}>{items}</optgroup>;
          })}
        </select>
      ) : kinds ? (
        <EntityInput {...{ id, name, kinds, value, wiring, autofocus }} />
      ) : (
        <input {...{ id, name, type, autofocus }} value={text} autocomplete="off" {...wiring} />
      )}
    </div>
  );
};

/** Controls that name entities, for `resolveIds`. */
export const entityControls = (controls: FilterProps[]): EntityControl[] =>
  controls.flatMap(({ name, label, kinds, literal }) => (kinds ? [{ name, label, kinds, literal }] : []));

/** Filters that collapse on phones, with the number set. Without `::details-content`, always. */
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
  q: string | undefined;
  chars: number;
  sort: string | undefined;
  controls: FilterProps[];
  faults: Fault[];
}

/** Search box and filters of a list (parts/list.tsx). Without scripts, a button applies them. */
export const Filters: FC<FiltersProps> = ({ q, chars, sort, controls, faults }) => {
  const { t, url } = useView();
  const set = controls.filter(({ value, usual = '' }) => value !== usual).length;
  return (
    <search>
      <form
        class="filters"
        action={url.pathname}
        hx-get={url.pathname}
        hx-trigger="change, input changed delay:300ms"
        hx-target="#list"
        hx-select="#list"
        hx-select-oob="#as-of"
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
          <Folds set={set} open={faults.length > 0}>
            {controls.map((control) => (
              <Filter {...control} faults={faults} />
            ))}
            <button type="submit">{t('list.apply')}</button>
          </Folds>
        )}
        {controls.length === 0 && <button type="submit">{t('list.apply')}</button>}
      </form>
    </search>
  );
};

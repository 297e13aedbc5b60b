/** A control of a form that narrows a page: sent by GET, empty when it narrows nothing. */
import type { FC } from 'hono/jsx';
import type { Option } from '../forms/fields.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

interface FilterProps {
  name: string;
  label: MessageKey;
  value: string;
  /** One of these; the first stands for what is not said, unless `any`. */
  choices?: Option[];
  any?: boolean;
  suggestions?: Option[];
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
  of = '',
}) => {
  const { t } = useView();
  const id = of + name;
  const list = `${id}-list`;
  return (
    <div class="field">
      <label for={id}>{t(label)}</label>
      {choices ? (
        <select id={id} name={name}>
          {any && <option value="">{t('filter.any')}</option>}
          {choices.map((one) => (
            <option value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          type="text"
          value={value}
          autocomplete="off"
          {...(suggestions && { list })}
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

/** The filters as a form: sent by a button, and with a script as one changes them. What stands in it is what the address says. */
import type { FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { Fault } from '../frame/api.ts';
import { toLocal } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Filter, Folds } from '../parts/filter.tsx';
import { Submit } from '../parts/small.tsx';
import { askedBy, choiceOf, FILTER_NAMES, FIRST, type FilterName, type Filters } from './filters.ts';

/** The list alone is swapped, so that whoever types goes on typing; how many there are is said where a reader hears it. */
const LIVE = {
  'hx-get': '/console/deliveries',
  'hx-trigger': 'change delay:150ms, input changed delay:400ms, submit',
  'hx-target': '#results',
  'hx-select': '#results',
  'hx-select-oob': '#count:innerHTML',
  'hx-push-url': 'true',
  'hx-sync': 'this:replace',
  'hx-indicator': '#results',
};

export const FilterForm: FC<{ filters: Filters; faults: Fault[] }> = ({ filters, faults }) => {
  const { t, url, zone } = useView();
  const others = FILTER_NAMES.filter((name) => !FIRST.includes(name));
  const isOpen = others.some((name) => filters.values[name] !== undefined) || filters.order === 'asc';
  const common = (name: FilterName | 'from' | 'to') => ({
    ...{ of: 'filter-', name, label: `deliveries.by.${name}` as MessageKey, faults },
  });
  const named = (name: FilterName) => {
    const value = filters.values[name] ?? '';
    const { kinds, list = '', values = [] } = choiceOf(name);
    const choices = wordOptions(t, list, values);
    const isListed = choices.length > 0 && (value === '' || values.includes(value));
    return (
      <Filter
        {...common(name)}
        value={value}
        {...(kinds ? { kinds: [...kinds] } : isListed && { choices, any: true })}
      />
    );
  };
  return (
    <search aria-label={t('deliveries.filters')}>
      <form method="get" action="/console/deliveries" id="filters" {...LIVE}>
        {/* Times that are typed mean this zone, also to whom the address is sent. */}
        <input type="hidden" name="zone" value={zone} />
        <div class="filters">
          <Folds set={Object.keys(askedBy(filters)).length} open={faults.length > 0}>
            {FIRST.map(named)}
            {(['from', 'to'] as const).map((name) => {
              const typed = url.searchParams.get(name) ?? '';
              const value = filters[name] === undefined ? typed : toLocal(filters[name], zone);
              return <Filter {...common(name)} value={value} type="datetime-local" />;
            })}
            <details class="more" open={isOpen}>
              <summary>{t('deliveries.more')}</summary>
              <div class="filters">
                {others.map(named)}
                <Filter
                  of="filter-"
                  name="order"
                  label="deliveries.order"
                  value={filters.order === 'asc' ? 'asc' : ''}
                  choices={[
                    { value: '', label: t('deliveries.newest') },
                    { value: 'asc', label: t('deliveries.oldest') },
                  ]}
                />
              </div>
            </details>
            <div class="buttons">
              <Submit text={t('deliveries.show')} />
              <a href="/console/deliveries">{t('deliveries.clear')}</a>
            </div>
          </Folds>
        </div>
      </form>
    </search>
  );
};

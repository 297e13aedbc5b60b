/** Filter form, sent by a button, or by a script on change. It shows the values of the address. */
import type { FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { Fault } from '../frame/api.ts';
import { dayOf } from '../frame/contract-day.ts';
import { toLocal } from '../frame/instant.ts';
import { useView } from '../frame/view.ts';
import { Filter, type FilterProps, Folds } from '../parts/filter.tsx';
import { Submit } from '../parts/small.tsx';
import { withQuery } from '../parts/table.tsx';
import {
  choiceOf,
  EDGES,
  FILTER_NAMES,
  FIRST,
  type FilterName,
  type Filters,
  isFiltered,
  toQuery,
} from './filters.ts';

/** Replaces only the list, which keeps the focus in the form, and announces the count. */
const LIVE = {
  'hx-get': '/console/deliveries',
  'hx-trigger': 'change delay:150ms, input changed delay:400ms, submit',
  'hx-target': '#results',
  'hx-select': '#results',
  'hx-select-oob': '#count:innerHTML, #as-of',
  'hx-push-url': 'true',
  'hx-sync': 'this:replace',
  'hx-indicator': '#results',
};

export const FilterForm: FC<{ filters: Filters; faults: Fault[] }> = ({ filters, faults }) => {
  const { t, url, zone } = useView();
  const query = url.searchParams;
  const hasTimes = query.has('times');
  // Other entries than deliveries and refusals have the outcome `permit`, too: only links filter by it.
  const further = FILTER_NAMES.filter((name) => name !== 'outcome' && !FIRST.includes(name));
  const isOpen = further.some((name) => filters.values[name] !== undefined) || filters.order === 'asc';
  const filterField = (name: FilterName) => (
    <LogFilter idPrefix="filter-" name={name} value={filters.values[name] ?? ''} faults={faults} />
  );
  return (
    <search aria-label={t('deliveries.filters')}>
      <form method="get" action="/console/deliveries" id="filters" {...LIVE}>
        {/* Fixes the zone of typed times, also for recipients of the address. */}
        <input type="hidden" name="zone" value={zone} />
        {hasTimes && <input type="hidden" name="times" value="1" />}
        <div class="filters">
          <Folds
            set={isFiltered(filters) ? Object.keys(toQuery(filters)).length : 0}
            open={faults.length > 0}
          >
            {FIRST.map(filterField)}
            {EDGES.map(([name, edge]) => {
              const { [name]: at = '' } = filters;
              const value = (hasTimes ? toLocal(at, zone) : dayOf(at, zone, edge)) || (query.get(name) ?? '');
              const type = hasTimes || value.includes('T') ? 'datetime-local' : 'date';
              const common = { idPrefix: 'filter-', name, label: `deliveries.by.${name}`, faults } as const;
              return <Filter {...common} value={value} type={type} />;
            })}
            <details class="more" open={isOpen}>
              <summary>{t('deliveries.more')}</summary>
              <div class="filters">
                {further.map(filterField)}
                <Filter
                  idPrefix="filter-"
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
              <Submit text={t('deliveries.show')} tone="primary" />
              {isFiltered(filters) && <a href="/console/deliveries">{t('deliveries.clear')}</a>}
              {!hasTimes && <a href={withQuery(url, { times: '1' })}>{t('deliveries.times')}</a>}
            </div>
          </Folds>
        </div>
      </form>
    </search>
  );
};

type LogFilterProps = Pick<FilterProps, 'value' | 'faults' | 'idPrefix'> & { name: FilterName };

export const LogFilter: FC<LogFilterProps> = (props) => {
  const { t } = useView();
  const { name, value } = props;
  const { kinds, list = '', values = [] } = choiceOf(name);
  const isListed = values.length > 0 && (value === '' || values.includes(value));
  const choices = isListed && { choices: wordOptions(t, list, values), any: true };
  return <Filter label={`deliveries.by.${name}`} {...props} {...(kinds ? { kinds: [...kinds] } : choices)} />;
};

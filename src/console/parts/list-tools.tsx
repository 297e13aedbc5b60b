/** What every list of the log has beside its filters: relative ranges, saved views, and the list as a file. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { periodName } from './period-choices.ts';
import { RANGES } from './ranges.ts';
import { Note } from './small.tsx';
import { withQuery } from './table.tsx';

interface ListToolsProps {
  /** The list is one of times. */
  ranges?: boolean;
  /** `/file` beneath the page answers with all rows that are filtered. */
  exports?: boolean;
}

export const ListTools: FC<ListToolsProps> = ({ ranges = false, exports = false }) => {
  const { t, url } = useView();
  const query = withQuery(url, { cursor: null, charts: null }).split('?')[1];
  const current = url.searchParams.get('range');
  return (
    <div class="list-tools">
      {ranges && (
        <nav class="links" aria-label={t('range.label')}>
          {RANGES.map((range) => (
            <a
              href={withQuery(url, { range, from: null, to: null, cursor: null })}
              {...(range === current && { 'aria-current': 'true' })}
            >
              {t(`range.${range}`)}
            </a>
          ))}
        </nav>
      )}
      <SavedViews />
      {exports && (
        <p class="links">
          {(['csv', 'ndjson'] as const).map((format) => (
            <a href={`${url.pathname}/file?${query ? `${query}&` : ''}as=${format}`} download>
              {t(`export.${format}`)}
            </a>
          ))}
        </p>
      )}
    </div>
  );
};

/** Months of which entries have no text any more: those that a report lacks, or that a list does not have. */
export interface Absent {
  archived?: string[] | undefined;
  deleted?: { month: string }[] | undefined;
}

export const AbsentMonths: FC<Absent> = ({ archived = [], deleted = [] }) => {
  const { t } = useView();
  const names = (months: string[]) => ({ months: t.list(months.map((month) => periodName(month, t))) });
  return (
    <>
      {archived.length > 0 && <Note tone="none">{t('reports.absent', names(archived))}</Note>}
      {deleted.length > 0 && (
        <Note tone="none">{t('deliveries.deleted', names(deleted.map(({ month }) => month)))}</Note>
      )}
    </>
  );
};

/** Those of this list, and a form that saves the present one under a name. */
const SavedViews: FC = () => {
  const { t, url, savedViews } = useView();
  const here = withQuery(url, { cursor: null });
  const own = savedViews.filter(({ href }) => href.split('?')[0] === url.pathname);
  if (own.length === 0 && here === url.pathname) return null;
  return (
    <details class="views" open={own.length > 0}>
      <summary>{t('views.title')}</summary>
      <form method="post" action="/console/views">
        <input type="hidden" name="href" value={here} />
        {own.length > 0 && (
          <ul class="chips">
            {own.map(({ name, href }) => (
              <li>
                <a href={href} {...(href === here && { 'aria-current': 'page' })}>
                  {name}
                </a>
                <button
                  type="submit"
                  class="plain"
                  name="forget"
                  value={name}
                  aria-label={t('views.forget', { name })}
                  formnovalidate
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        {here !== url.pathname && (
          <div class="inline">
            <label for="view-name">{t('views.name')}</label>
            <input id="view-name" name="name" type="text" required maxlength={60} autocomplete="off" />
            <button type="submit">{t('views.save')}</button>
          </div>
        )}
      </form>
    </details>
  );
};

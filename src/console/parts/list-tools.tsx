/** Tools of log lists: relative ranges, saved views and export. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { periodName } from './period-choices.ts';
import { RANGES } from './ranges.ts';
import { Note } from './small.tsx';
import { withQuery } from './table.tsx';

interface ListToolsProps {
  ranges?: boolean;
  exports?: boolean;
}

export const ListTools: FC<ListToolsProps> = ({ ranges = false, exports = false }) => {
  const { t, url, zone } = useView();
  const query = withQuery(url, { cursor: null, charts: null }).split('?')[1];
  const current = url.searchParams.get('range');
  return (
    <details class="list-tools folds">
      <summary>
        {ranges && `${t('range.label')} · `}
        {t(exports ? 'list.tools' : 'views.title')}
      </summary>
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
          <span class="soft">{t('chart.zone', { zone })}</span>
        </nav>
      )}
      <SavedViews />
      {exports && (
        <p class="links">
          {(['csv', 'ndjson'] as const).map((format) => (
            <a href={`${url.pathname}/file?${query ? `${query}&` : ''}as=${format}`}>
              {t(`export.${format}`)}
            </a>
          ))}
          <span class="soft">{t('export.spreadsheet')}</span>
        </p>
      )}
    </details>
  );
};

/** Months whose entries were deleted, or are missing from the report. */
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

const SavedViews: FC = () => {
  const { t, url, savedViews } = useView();
  const current = withQuery(url, { cursor: null });
  const listViews = savedViews.filter(({ href }) => href.split('?')[0] === url.pathname);
  if (listViews.length === 0 && current === url.pathname) return null;
  return (
    <details class="views" open={listViews.length > 0}>
      <summary>{t('views.title')}</summary>
      <form method="post" action="/console/views">
        <input type="hidden" name="href" value={current} />
        {listViews.length > 0 && (
          <ul class="chips">
            {listViews.map(({ name, href }) => (
              <li>
                <a href={href} {...(href === current && { 'aria-current': 'page' })}>
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
        {current !== url.pathname && (
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

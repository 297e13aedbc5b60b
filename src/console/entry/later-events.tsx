/** Later events: newer versions, a kill, the statement, and related pages. */
import type { FC } from 'hono/jsx';
import type { QueryState } from '../decisions/page.tsx';
import { queryOfEntry } from '../decisions/question.ts';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Links } from '../parts/link.tsx';
import { Note, Section } from '../parts/small.tsx';
import { logHref } from './facts.tsx';

export interface Newest {
  article: Schema<'Article'> | undefined;
  statement: Schema<'StatementHead'> | undefined;
  /** How the request of a refusal would be decided now; null if the viewer may not check that. */
  today: QueryState | null;
}

export const LaterEvents: FC<Newest & { entry: Schema<'LedgerEntry'> }> = (props) => {
  const { entry, article, statement, today } = props;
  const { t, mayGo } = useView();
  const { license, licenseVersion, article: reported } = entry;
  // Other entries may be later than the kill or the version.
  const delivered = entry.kind === 'delivery' || entry.kind === 'external' ? article : undefined;
  const use = 'decidedBy' in entry ? entry : null;
  const version = 'version' in entry ? entry.version : null;
  const exported = new URLSearchParams({ license, ...(reported && { article: reported }) });
  return (
    <Section title={t('entry.since')} id="since">
      {delivered && delivered.pubStatus !== 'usable' && (
        <Note tone="bad">{t(delivered.pubStatus === 'canceled' ? 'entry.killed' : 'entry.held')}</Note>
      )}
      <Links
        to={[
          ['entry.same_article', reported && logHref({ license, article: reported, order: 'asc' })],
          [
            'entry.report',
            reported && `/console/reports/article?${new URLSearchParams({ article: reported })}`,
          ],
          ['entry.evidence_more', `/console/exports?${exported}#evidence`],
          ['entry.license_since', use && `/console/licenses/${license}/versions?from=${licenseVersion}`],
          ['entry.why', use && !today?.answer && `/console/decisions?${queryOfEntry(use)}`],
        ]}
      >
        {delivered && version !== null && (
          <li>
            {delivered.version === version
              ? t('entry.newest')
              : t('entry.newer', { version, newest: delivered.version })}
          </li>
        )}
        {entry.kind === 'refusal' && !mayGo('/console/decisions') && <li>{t('entry.today_desk')}</li>}
        {'billable' in entry && entry.billable > 0 && (
          <li>
            {statement
              ? t.rich('entry.on_statement', {
                  statement: <a href={`/console/statements/${statement.id}`}>{statement.period}</a>,
                })
              : t('entry.no_statement')}
          </li>
        )}
      </Links>
    </Section>
  );
};

/** Later events: newer versions, a kill, the statement, and related pages. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Links } from '../parts/link.tsx';
import { Note, Section } from '../parts/small.tsx';
import { logHref } from './facts.tsx';

export interface Newest {
  article: Schema<'Article'> | undefined;
  statement: Schema<'StatementHead'> | undefined;
}

export const LaterEvents: FC<Newest & { entry: Schema<'LedgerEntry'> }> = ({ entry, article, statement }) => {
  const { t } = useView();
  const { license, article: reported } = entry;
  // Other entries may be later than the kill or the version.
  const delivered = entry.kind === 'delivery' || entry.kind === 'external' ? article : undefined;
  const version = 'version' in entry ? entry.version : null;
  const exported = new URLSearchParams({ license, ...(reported && { article: reported }) });
  const question = 'decidedBy' in entry ? questionOf(entry) : null;
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
          ['entry.why', question],
        ]}
      >
        {delivered && version !== null && (
          <li>
            {delivered.version === version
              ? t('entry.newest')
              : t('entry.newer', { version, newest: delivered.version })}
          </li>
        )}
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

/** Link that asks the same question under today's rules. */
function questionOf({ license, article, title, use, territory, channel }: Schema<'UseEntry'>): string {
  const facts = Object.entries({ license, article, title, use, territory, channel });
  const query = facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return `/console/decisions?${new URLSearchParams(query)}`;
}

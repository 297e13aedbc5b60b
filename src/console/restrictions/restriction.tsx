/** One restriction as it stands among others: its text, what it is taken to mean, and what the desk can say to that. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { Badge, Id } from '../parts/small.tsx';
import { mayGo } from '../parts/to.tsx';

export type Restriction = Schema<'Restriction'>;

/** Those who may not read restrictions know of them what the article says. */
export type Known = Pick<Restriction, 'id' | 'scope' | 'reviewed' | 'version'> & Partial<Restriction>;

/** `from`: the page, to come back to it. */
export const RestrictionCard: FC<{ of: Known; from: string; children?: Child }> = ({
  of,
  from,
  children,
}) => {
  const view = useView();
  const { t } = view;
  const { id, text, reviewed, source, status, prose, reading } = of;
  const here = `/console/restrictions/${id}`;
  const isDesk = mayGo(view, here);
  return (
    <article class={reviewed ? 'restriction' : 'restriction waiting'}>
      <p>
        <Badge
          list="status"
          value={status === 'withdrawn' ? status : reviewed ? 'confirmed' : 'unreviewed'}
        />{' '}
        {source && <span class="soft">{t.word('source', source)}</span>} {children}
      </p>
      {text && <blockquote dir="auto">{text}</blockquote>}
      {isDesk && <Reading reading={reading} prose={prose} />}
      {isDesk && (
        <div class="actions">
          {!reviewed && <ConfirmReading of={of} from={from} />}
          {!reviewed && (
            <a class="button" href={`${here}/correct`}>
              {t('restrictions.correct')}
            </a>
          )}
          <a href={here}>{t('restrictions.more')}</a>
        </div>
      )}
    </article>
  );
};

/** With a reading it is confirmed; without one the words are said to mean nothing. */
export const ConfirmReading: FC<{ of: Known; from: string }> = ({ of: { id, policy, version }, from }) => {
  const { t } = useView();
  return (
    <form method="post" action={`/console/restrictions/${id}/confirm`}>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="version" value={String(version)} />
      <button type="submit" class="primary">
        {t(policy ? 'restrictions.confirm' : 'restrictions.clear')}
      </button>
    </form>
  );
};

/** What it applies to, with a link where that has a page. */
export const Scope: FC<{ of: Pick<Restriction, 'scope' | 'item'> }> = ({ of: { scope, item } }) => {
  const { t } = useView();
  if (scope === 'agency') return <>{t('restrictions.scope_agency')}</>;
  if (scope.startsWith('section:'))
    return <>{t('restrictions.scope_section', { section: scope.slice('section:'.length) })}</>;
  const isItem = scope.startsWith('itm_');
  const article = isItem ? scope : item;
  const href = article && `/console/articles/${article}${isItem ? '' : `#${scope}`}`;
  return (
    <>
      {t(isItem ? 'restrictions.scope_item' : 'restrictions.scope_component')}{' '}
      <Id of={scope} {...(href && { href })} />
    </>
  );
};

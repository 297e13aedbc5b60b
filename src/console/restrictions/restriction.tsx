/** One restriction as it stands among others: what it restricts, its text, what that means, and the decision about it. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { Badge, Submit } from '../parts/small.tsx';
import { mayGo } from '../parts/to.tsx';
import { Questions } from './questions.tsx';

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
  const { id, text, reviewed, source, status, affects } = of;
  const here = `/console/restrictions/${id}`;
  const isDesk = mayGo(view, here);
  return (
    <article class={reviewed ? 'restriction' : 'restriction waiting'}>
      {children}
      <p>
        <Badge
          list="status"
          value={status === 'withdrawn' ? status : reviewed ? 'confirmed' : 'unreviewed'}
        />{' '}
        {source && <span class="soft">{t.word('source', source)}</span>}{' '}
        {isDesk && <a href={here}>{t('restrictions.more')}</a>}
      </p>
      {text && <blockquote dir="auto">{text}</blockquote>}
      {isDesk && <Reading {...of} />}
      {isDesk && !reviewed && <Decide of={of} from={from} />}
      {isDesk && affects && affects.sameText > 1 && (
        <p>
          <a href={`${here}/together`}>{t('restrictions.same_text', { count: affects.sameText })}</a>
        </p>
      )}
    </article>
  );
};

/** Some rule was found, and no word is left that may be another one. */
export const isUnderstood = ({ policy, reading }: Known) =>
  policy !== null && policy !== undefined && (reading?.unaccounted ?? []).length === 0;

/** As a form names a restriction that its page has shown. */
export const seen = ({ id, version }: Pick<Known, 'id' | 'version'>) => `${id}:${version}`;

interface DecideProps {
  of: Known;
  from: string;
  /** In place of the restriction itself: several to choose from, each a control `of`. */
  children?: Child;
}

/** What is understood is confirmed by one button; all else is edited, or released by a page of its own. */
export const Decide: FC<DecideProps> = ({ of, from, children }) => {
  const { t } = useView();
  const here = `/console/restrictions/${of.id}`;
  const understood = isUnderstood(of);
  return (
    <form method="post" action={`${here}/confirm`}>
      <input type="hidden" name="from" value={from} />
      {children ?? <input type="hidden" name="of" value={seen(of)} />}
      <Questions of={of} />
      <div class="actions">
        {understood && <Submit text={t('restrictions.confirm')} />}
        <button
          type="submit"
          class={understood ? '' : 'primary'}
          formmethod="get"
          formaction={`${here}/correct`}
        >
          {t('restrictions.correct')}
        </button>
        {!understood && (
          <button type="submit" formmethod="get" formaction={`${here}/release`}>
            {t(of.policy ? 'restrictions.confirm_part' : 'restrictions.clear')}
          </button>
        )}
      </div>
    </form>
  );
};

/** What is no article and no component: the agency, or a section by its name. */
export const GENERAL_SCOPE = /^(agency|section:.+)$/;

/** What is restricted: the picture or the article, as one recognizes it, and how many licenses that concerns. */
export const Subject: FC<{ of: Restriction }> = ({ of }) => {
  const { t } = useView();
  const { affects, item, scope } = of;
  const { component, headline, sections = [] } = affects ?? {};
  const article = item && `/console/articles/${item}`;
  const picture = component?.contentType?.startsWith('image/') && `${article}/components/${scope}`;
  return (
    <div class={picture ? 'subject' : ''}>
      {picture && (
        <a class="thumb" href={picture}>
          <img src={picture} alt={component?.headline ?? component?.caption ?? ''} loading="lazy" />
        </a>
      )}
      <div>
        <h2 dir="auto">{nameOfSubject(of, t)}</h2>
        {component?.caption && <p dir="auto">{component.caption}</p>}
        <p class="soft">
          {article && (
            <a href={`${article}${scope === item ? '' : `#${scope}`}`} dir="auto">
              {headline ?? t('restrictions.scope_item')}
            </a>
          )}{' '}
          {sections.map((section) => (
            <span class="word">{section}</span>
          ))}{' '}
          {affects && t('restrictions.concerns', { licenses: licensesOf(of, t) })}
        </p>
      </div>
    </div>
  );
};

export function nameOfSubject({ affects, scope }: Restriction, t: Translate): string {
  if (scope === 'agency') return t('restrictions.scope_agency');
  if (scope.startsWith('section:'))
    return t('restrictions.scope_section', { section: scope.slice('section:'.length) });
  const { component, headline } = affects ?? {};
  if (scope.startsWith('itm_')) return headline ?? t('restrictions.scope_item');
  const kind = component ? t.word('component', component.type) : t('restrictions.scope_component');
  return component?.headline ? `${kind}: ${component.headline}` : kind;
}

export function licensesOf({ affects }: Restriction, t: Translate): string {
  const { licenses = 0, more } = affects ?? {};
  return t(more ? 'restrictions.licenses_at_least' : 'restrictions.licenses', { count: licenses });
}

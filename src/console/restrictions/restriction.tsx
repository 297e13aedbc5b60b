/** Restriction card: subject, text, meaning and decision. */
import type { Child, FC } from 'hono/jsx';
import { forbidsAllUse } from '../../rights/index.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { Badge, Hidden, Submit, Time } from '../parts/small.tsx';
import { Questions } from './questions.tsx';

export type Restriction = Schema<'Restriction'>;

/** Viewers who may not read restrictions see what the article has of them. */
export type KnownRestriction = Pick<Restriction, 'id' | 'scope' | 'reviewed' | 'version'> &
  Partial<Restriction>;

/** `from`: the page to return to. */
export const RestrictionCard: FC<{ restriction: KnownRestriction; from: string; children?: Child }> = (
  props,
) => {
  const { restriction, from, children } = props;
  const { t, mayGo } = useView();
  const { id, text, reviewed, source, affects } = restriction;
  const href = `/console/restrictions/${id}`;
  const isDesk = mayGo(href);
  const state = stateIn(restriction);
  return (
    <article class={reviewed ? 'restriction' : 'restriction waiting'}>
      {children}
      <p>
        <Badge list="restriction_state" value={state} />{' '}
        {source && <span class="soft">{t.word('source', source)}</span>}{' '}
        {isDesk && <a href={href}>{t('restrictions.more')}</a>}
      </p>
      {!children && <Concerned restriction={restriction} />}
      {text && <blockquote dir="auto">{text}</blockquote>}
      {isDesk && state !== 'released' && <Reading {...restriction} />}
      {isDesk && !reviewed && <Decide restriction={restriction} from={from} />}
      <Undo decided={restriction.decided} refs={[refOf(restriction)]} from={from} />
      {isDesk && affects && affects.sameText > 1 && (
        <p>
          <a href={`${href}/together`}>{t('restrictions.same_text', { count: affects.sameText })}</a>
        </p>
      )}
    </article>
  );
};

export function stateIn({ status = 'active', reviewed, policy }: Partial<KnownRestriction>) {
  if (status === 'withdrawn') return status;
  if (!reviewed) return 'unreviewed';
  if (policy === null) return 'released';
  return forbidsAllUse(policy) ? 'withheld' : status;
}

/** A rule was found and every word is accounted for. */
export const isUnderstood = ({ policy, reading }: KnownRestriction) =>
  policy !== null && policy !== undefined && (reading?.unaccounted ?? []).length === 0;

export const refOf = ({ id, version }: Pick<KnownRestriction, 'id' | 'version'>) => `${id}:${version}`;

/** Milliseconds within which a decision can be undone. */
const UNDO_MS = 10 * 60_000;

/** The instant up to which a decision can be undone; null: it cannot be. */
export function undoUntil(decided: string | undefined, now: number): number | null {
  const until = Date.parse(decided ?? '') + UNDO_MS;
  return until > now ? until : null;
}

interface UndoProps {
  decided: string | undefined;
  refs: string[];
  from: string;
  isInNotice?: boolean;
}

/** Returns decided restrictions to review, while that is possible. Not shown twice beside the notice. */
export const Undo: FC<UndoProps> = ({ decided, refs, from, isInNotice = false }) => {
  const { t, now, url, isFromHere } = useView();
  const until = undoUntil(decided, now);
  const inNotice = isFromHere ? (url.searchParams.get('decided') ?? '').split(',') : [];
  if (until === null || (!isInNotice && refs.every((ref) => inNotice.includes(ref)))) return null;
  return (
    <form method="post" action="/console/restrictions/undo" class="actions">
      <Hidden values={[['from', from], ...refs.map((ref) => ['of', ref] as const)]} />
      <button type="submit">{t('restrictions.undo')}</button>
      <span>{t.rich('restrictions.undo_until', { at: <Time at={until} /> })}</span>
    </form>
  );
};

interface DecideProps {
  restriction: KnownRestriction;
  /** All that are decided with it. */
  together?: KnownRestriction[];
  from: string;
  /** Choices of several restrictions, each a control `of`. */
  children?: Child;
}

/** Understood restrictions need one click; others are edited, or released on their own page. */
export const Decide: FC<DecideProps> = ({ restriction, together = [restriction], from, children }) => {
  const { t } = useView();
  const href = `/console/restrictions/${restriction.id}`;
  const understood = isUnderstood(restriction);
  const isAllWithheld = together.every(isWithheld);
  const canWithhold =
    together.some(hasMedia) &&
    together.every((each) => isWithheld(each) || (isPartly(each) && (each.reading || !each.policy)));
  return (
    <form method="post" action={`${href}/confirm`}>
      <input type="hidden" name="from" value={from} />
      {children ?? <input type="hidden" name="of" value={refOf(restriction)} />}
      <Questions restriction={restriction} />
      {!isAllWithheld && (
        <p class="hint">
          {canWithhold && t('restrictions.keep_media_hint')} {t('restrictions.withhold_text')}{' '}
          {restriction.item && together.length === 1 && (
            <a href={`/console/articles/${restriction.item}/hold`}>{t('articles.act_hold_do')}</a>
          )}
        </p>
      )}
      <div class="actions">
        {understood && <Submit text={t('restrictions.confirm')} tone="primary" />}
        <Submit
          text={t('restrictions.correct')}
          tone={understood ? undefined : 'primary'}
          {...{ formmethod: 'get', formaction: `${href}/correct` }}
        />
        {canWithhold && (
          <Submit
            text={t(isAllWithheld ? 'restrictions.keep_withheld' : 'restrictions.keep_media_withheld')}
            formaction={`${href}/withhold`}
          />
        )}
        {!understood && (
          <Submit
            text={t(restriction.policy ? 'restrictions.confirm_part' : 'restrictions.clear')}
            {...{ formmethod: 'get', formaction: `${href}/release` }}
          />
        )}
      </div>
    </form>
  );
};

/** Scopes other than articles and components, as typed: `everything`, `section sport`. */
export const GENERAL_SCOPE = /^(agency|everything|alles|(section|ressort)(:.+|\s+\S+))$/i;
export const scopeIn = (text: string) =>
  text.replace(/^(section|ressort)[:\s]\s*/i, 'section:').replace(/^(agency|everything|alles)$/i, 'agency');

/** The restricted picture or article, and the number of affected licenses. */
export const Subject: FC<{ restriction: Restriction }> = ({ restriction }) => {
  const { t } = useView();
  const { affects, item, scope } = restriction;
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
        <h2 dir="auto">{nameOfSubject(restriction, t)}</h2>
        {component?.caption && <p dir="auto">{component.caption}</p>}
        <p class="soft">
          {article && (
            <a href={`${article}${scope === item ? '' : `#${scope}`}`} dir="auto">
              {headline ?? t('restrictions.scope_item')}
            </a>
          )}{' '}
          {sections.map((section) => (
            <span class="word">{section}</span>
          ))}
        </p>
        <Concerned restriction={restriction} />
      </div>
    </div>
  );
};

/** The number of licenses, and what does not reach them until a restriction in review is decided. */
const Concerned: FC<{ restriction: KnownRestriction }> = ({ restriction }) => {
  const { t } = useView();
  const { affects, reviewed, status } = restriction;
  if (!affects) return null;
  const values = { licenses: licensesOf(restriction, t) };
  if (reviewed || status === 'withdrawn') return <p class="soft">{t('restrictions.concerns', values)}</p>;
  const partly =
    isPartly(restriction) && hasMedia(restriction)
      ? 'restrictions.media_withheld'
      : 'restrictions.text_goes_out';
  return <p>{t(isWithheld(restriction) ? 'restrictions.withheld' : partly, values)}</p>;
};

/** Its review withholds all but text. */
const isPartly = ({ scope }: KnownRestriction) => !scope.startsWith('cmp_');

/** An article without them has nothing that its review withholds. */
const hasMedia = ({ affects }: KnownRestriction) => affects?.media !== false;

/** In review. Text of the agency is delivered with its restriction shown (rights/decide). */
export const isWithheld = ({ scope, affects }: KnownRestriction) =>
  scope.startsWith('cmp_') && affects?.component?.type !== 'dispatch';

export function nameOfSubject({ affects, scope }: Restriction, t: Translate): string {
  if (scope === 'agency') return t('restrictions.scope_agency');
  if (scope.startsWith('section:'))
    return t('restrictions.scope_section', { section: scope.slice('section:'.length) });
  const { component, headline } = affects ?? {};
  if (scope.startsWith('itm_')) return headline ?? t('restrictions.scope_item');
  const noun = component ? t.word('component', component.type) : t('restrictions.scope_component');
  return component?.headline ? `${noun}: ${component.headline}` : noun;
}

export function licensesOf({ affects }: Pick<Restriction, 'affects'>, t: Translate): string {
  const { licenses = 0, more } = affects ?? {};
  return t(more ? 'restrictions.licenses_at_least' : 'restrictions.licenses', { count: licenses });
}

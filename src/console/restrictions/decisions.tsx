/** Deciding restrictions: release, several at once, and the last decision with undo. */
import type { FC } from 'hono/jsx';
import type { Translate } from '../frame/messages.ts';
import { useView, type View } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { firstWords } from '../parts/short-name.ts';
import { Empty, Heading, Hidden, List, Note, Submit, Time } from '../parts/small.tsx';
import { policyInWords } from './in-words.ts';
import {
  Decide,
  isWithheld,
  licensesOf,
  nameOfSubject,
  type Restriction,
  refOf,
  Subject,
} from './restriction.tsx';

export const textOf = (view: View, { id, text, policy }: Pick<Restriction, 'id' | 'text' | 'policy'>) =>
  text || (policy && policyInWords(policy, view)?.join('. ')) || id;

const EXCERPT_MAX = 90;

export function excerptOf(view: View, restriction: Parameters<typeof textOf>[1]): string {
  const text = textOf(view, restriction);
  return text.length > EXCERPT_MAX ? `${text.slice(0, EXCERPT_MAX).toWellFormed()}…` : text;
}

export const nameOf = (view: View, restriction: Parameters<typeof textOf>[1]) =>
  firstWords(textOf(view, restriction));

function countInWords(restrictions: Restriction[], t: Translate): string {
  const kinds = new Set(restrictions.map(({ affects }) => affects?.component?.type ?? ''));
  const isPictures = kinds.size === 1 && kinds.has('photograph');
  return t(isPictures ? 'restrictions.pictures' : 'restrictions.things', { count: restrictions.length });
}

interface TogetherProps {
  /** Restrictions with equal text and interpretation. */
  restrictions: Restriction[];
  back: string;
  /** Form data of the previous page, if a release is to be confirmed. */
  release?: [string, string][];
}

/** Restrictions decided together; unchecked ones stay open. Also confirms the release of a single one. */
export const TogetherPage: FC<TogetherProps> = ({ restrictions, back, release }) => {
  const { t, url } = useView();
  const [first] = restrictions;
  const isPart = first?.policy !== null;
  const title = release
    ? t(isPart ? 'restrictions.part_title' : 'restrictions.release_title')
    : t('restrictions.together', { count: restrictions.length });
  return (
    <>
      <Heading title={title}>
        <a href={back}>{t('form.cancel')}</a>
      </Heading>
      {!first && <Empty text="restrictions.none_waiting" />}
      {first && release && (
        <Note
          tone="warn"
          title={t('restrictions.releases', {
            things: countInWords(restrictions, t),
            licenses: mostLicenses(restrictions, t),
          })}
        >
          <p>{t(isPart ? 'restrictions.part_what' : 'restrictions.release_what')}</p>
        </Note>
      )}
      {first?.text && <blockquote dir="auto">{first.text}</blockquote>}
      {first && <Reading {...first} />}
      {first && release && restrictions.map((restriction) => <Subject restriction={restriction} />)}
      {first && release && (
        <form method="post" action={url.pathname}>
          <Hidden values={release} />
          <Submit text={t(isPart ? 'restrictions.part_do' : 'restrictions.release_do')} tone="danger" />
        </form>
      )}
      {first && !release && (
        <Decide restriction={first} together={restrictions} from={back}>
          {restrictions.map((restriction) => (
            <div class="restriction choice">
              <input
                type="checkbox"
                name="of"
                value={refOf(restriction)}
                checked
                aria-label={nameOfSubject(restriction, t)}
              />
              <Subject restriction={restriction} />
            </div>
          ))}
        </Decide>
      )}
    </>
  );
};

/** Number of licenses affected, by the restriction that affects most. */
function mostLicenses(restrictions: Restriction[], t: Translate): string {
  const sorted = restrictions.toSorted((a, b) => (b.affects?.licenses ?? 0) - (a.affects?.licenses ?? 0));
  return sorted[0] ? licensesOf(sorted[0], t) : '';
}

/** Wire wording that prohibits any use. */
export const NOT_FOR_USE = 'NOT FOR USE';

function resultOf(restriction: Restriction) {
  const { policy, prose } = restriction;
  if (!policy) return 'released';
  return prose === `${NOT_FOR_USE}.` && isWithheld(restriction) ? 'kept_withheld' : 'decided';
}

export interface Decision {
  decided: string[];
  /** One decided restriction, and the end of the undo period (milliseconds, UTC). */
  first?: Restriction;
  undoUntil?: number | undefined;
  undecided: Restriction[];
}

export const DecisionNotice: FC<{ decision: Decision; back: string }> = ({ decision, back }) => {
  const view = useView();
  const { t } = view;
  const { decided, first, undoUntil, undecided } = decision;
  const things = first ? countInWords(Array(decided.length).fill(first), t) : '';
  return (
    <>
      {first?.reviewed && (
        <Note tone="good" role="status">
          <p>{t(`restrictions.${resultOf(first)}`, { name: excerptOf(view, first), things })}</p>
          {undoUntil !== undefined && (
            <form method="post" action="/console/restrictions/undo" class="actions">
              <Hidden values={[['from', back], ...decided.map((ref) => ['of', ref] as const)]} />
              <button type="submit">{t('restrictions.undo')}</button>
              <span>{t.rich('restrictions.undo_until', { at: <Time at={undoUntil} /> })}</span>
            </form>
          )}
        </Note>
      )}
      {undecided.length > 0 && (
        <Note tone="warn" role="alert">
          <p>{t('restrictions.undecided', { count: undecided.length })}</p>
          <List
            items={undecided.map((restriction) => (
              <a href={`/console/restrictions/${restriction.id}`}>{nameOfSubject(restriction, t)}</a>
            ))}
          />
        </Note>
      )}
    </>
  );
};

/** Deciding restrictions: release, several at once, and the last decision with undo. */
import type { FC } from 'hono/jsx';
import { forbidsAllUse } from '../../rights/index.ts';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView, type View } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { firstWords } from '../parts/short-name.ts';
import { Empty, Heading, Hidden, List, Note, Submit } from '../parts/small.tsx';
import { policyInWords } from './in-words.ts';
import {
  Decide,
  isWithheld,
  licensesOf,
  nameOfSubject,
  type Restriction,
  refOf,
  Subject,
  Undo,
} from './restriction.tsx';

type Worded = Pick<Restriction, 'id' | 'text' | 'policy'>;

/** Undefined: the policy cannot be evaluated. */
export const rulesIn = (view: View, { policy }: Worded) =>
  policy ? policyInWords(policy, view)?.join('. ') : view.t('restrictions.means_nothing');

export const textOf = (view: View, { id, text, policy }: Worded) =>
  text || (policy && rulesIn(view, { id, policy })) || id;

const EXCERPT_CHARS = 90;

export const excerptOf = (view: View, restriction: Worded) =>
  firstWords(textOf(view, restriction), EXCERPT_CHARS);

export const nameOf = (view: View, restriction: Worded) => firstWords(textOf(view, restriction));

/** `3 pictures`. `count`: of restrictions like these, if not all of them are given. */
export function countInWords(restrictions: Restriction[], t: Translate, count = restrictions.length): string {
  const kinds = new Set(restrictions.map(({ affects }) => affects?.component?.type ?? ''));
  const isPictures = kinds.size === 1 && kinds.has('photograph');
  return t(isPictures ? 'restrictions.pictures' : 'restrictions.things', { count });
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
  const { searchParams } = url;
  const [first] = restrictions;
  const kind = first?.policy === null ? 'release' : 'part';
  const count = restrictions.length;
  return (
    <>
      <Heading title={t(release ? `restrictions.${kind}_title` : 'restrictions.together', { count })}>
        <a href={back}>{t('form.cancel')}</a>
      </Heading>
      {!first && <Empty text="restrictions.none_waiting" />}
      {first && release && (
        <Note
          tone="warn"
          title={t(forbidsAllUse(first.policy) ? 'restrictions.releases_nothing' : 'restrictions.releases', {
            things: countInWords(restrictions, t),
            licenses: mostLicenses(restrictions, t),
          })}
        >
          <p>{t(`restrictions.${kind}_what`)}</p>
        </Note>
      )}
      {first?.text && <blockquote dir="auto">{first.text}</blockquote>}
      {first && <Reading {...first} />}
      {first && release && restrictions.map((restriction) => <Subject restriction={restriction} />)}
      {first && release && (
        <form method="post" action={url.pathname}>
          <Hidden values={release} />
          <Submit text={t(`restrictions.${kind}_do`)} tone="danger" />
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
                checked={!searchParams.has('done') || searchParams.getAll('of').includes(refOf(restriction))}
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

function mostLicenses(restrictions: Restriction[], t: Translate): string {
  const sorted = restrictions.toSorted((a, b) => (b.affects?.licenses ?? 0) - (a.affects?.licenses ?? 0));
  return sorted[0] ? licensesOf(sorted[0], t) : '';
}

type Decided = Schema<'RestrictionWithHistory'>;

function resultOf(restriction: Decided) {
  const change = restriction.versions[0]?.change;
  if (change === 'withhold') return isWithheld(restriction) ? 'kept_withheld' : 'kept_media_withheld';
  if (change === 'release') return 'released';
  return isWithheld(restriction) && forbidsAllUse(restriction.policy) ? 'decided_withheld' : 'decided';
}

interface DecisionProps {
  decided: string[];
  /** One of the decided restrictions. */
  first: Decided | undefined;
  undecided: Restriction[];
  back: string;
}

export const DecisionNotice: FC<DecisionProps> = ({ decided, first, undecided, back }) => {
  const view = useView();
  const { t } = view;
  const things = first ? countInWords(Array(decided.length).fill(first), t) : '';
  return (
    <>
      {first?.decided ? (
        <Note tone="good" role="status">
          <p>
            {t(`restrictions.${resultOf(first)}`, { name: excerptOf(view, first), things })}{' '}
            <a href={`/console/restrictions/${first.id}`}>{t('restrictions.more')}</a>
          </p>
          {resultOf(first).startsWith('decided') && <Reading policy={first.policy} prose={first.prose} />}
          <Undo decided={first.decided} refs={decided} from={back} isInNotice />
        </Note>
      ) : (
        first?.reviewed &&
        decided.includes(refOf(first)) && (
          <Note tone="warn" role="alert">
            <p>{t('done.not_as_it_was')}</p>
          </Note>
        )
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

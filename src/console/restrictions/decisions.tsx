/** Deciding what waits: what a release releases, several texts at once, and what was just decided, with its undo. */
import type { FC } from 'hono/jsx';
import type { Translate } from '../frame/messages.ts';
import { useView, type View } from '../frame/view.ts';
import { Reading } from '../parts/reading.tsx';
import { shortName } from '../parts/short-name.ts';
import { Empty, Heading, Note, Submit, Time } from '../parts/small.tsx';
import { policyInWords } from './in-words.ts';
import { Decide, licensesOf, nameOfSubject, type Restriction, Subject, seen } from './restriction.tsx';

/** Its text; of a policy without one, what it means. */
export const saidBy = (view: View, { id, text, policy }: Pick<Restriction, 'id' | 'text' | 'policy'>) =>
  text || (policy && policyInWords(policy, view)?.join('. ')) || id;

export const nameOf = (view: View, restriction: Parameters<typeof saidBy>[1]) =>
  shortName(saidBy(view, restriction));

/** `1 picture`, `8 restrictions`. */
function thingsOf(of: Restriction[], t: Translate): string {
  const kinds = new Set(of.map(({ affects }) => affects?.component?.type ?? ''));
  const isPictures = kinds.size === 1 && kinds.has('photograph');
  return t(isPictures ? 'restrictions.pictures' : 'restrictions.things', { count: of.length });
}

interface TogetherProps {
  /** With the same text and interpretation. */
  of: Restriction[];
  back: string;
  /** To be released, which is asked for once more: what the page before has sent, to be sent on. */
  release?: [string, string][];
}

/** Restrictions that are decided at once; those that are not chosen go on waiting. One by itself, where it is to be released. */
export const TogetherPage: FC<TogetherProps> = ({ of, back, release }) => {
  const { t, url } = useView();
  const [first] = of;
  const isPart = first?.policy !== null;
  const title = release
    ? t(isPart ? 'restrictions.part_title' : 'restrictions.release_title')
    : t('restrictions.together', { count: of.length });
  return (
    <>
      <Heading title={title}>
        <a href={back}>{t('form.cancel')}</a>
      </Heading>
      {!first && <Empty text="restrictions.none_waiting" />}
      {first && release && (
        <Note tone="warn">
          <p>
            <strong>
              {t('restrictions.releases', { things: thingsOf(of, t), licenses: widest(of, t) })}
            </strong>
          </p>
          <p>{t(isPart ? 'restrictions.part_what' : 'restrictions.release_what')}</p>
        </Note>
      )}
      {first?.text && <blockquote dir="auto">{first.text}</blockquote>}
      {first && <Reading {...first} />}
      {first && release && of.map((one) => <Subject of={one} />)}
      {first && release && (
        <form method="post" action={url.pathname}>
          {release.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Submit text={t(isPart ? 'restrictions.part_do' : 'restrictions.release_do')} look="danger" />
        </form>
      )}
      {first && !release && (
        <Decide of={first} from={back}>
          {of.map((one) => (
            <div class="restriction choice">
              <input type="checkbox" name="of" value={seen(one)} checked aria-label={nameOfSubject(one, t)} />
              <Subject of={one} />
            </div>
          ))}
        </Decide>
      )}
    </>
  );
};

/** The licenses that the one with most of them concerns. */
function widest(of: Restriction[], t: Translate): string {
  const most = of.toSorted((a, b) => (b.affects?.licenses ?? 0) - (a.affects?.licenses ?? 0));
  return most[0] ? licensesOf(most[0], t) : '';
}

export interface Decision {
  /** As `of` of a form names them. */
  decided: string[];
  /** One of them, as it is now, and when it can be undone no more (milliseconds, UTC). */
  first?: Restriction;
  undoUntil?: number | undefined;
  undecided: Restriction[];
}

/** What was decided by the page before; who finds it wrong takes it back here. */
export const DecisionNotice: FC<{ of: Decision; back: string }> = ({ of, back }) => {
  const view = useView();
  const { t } = view;
  const { decided, first, undoUntil, undecided } = of;
  return (
    <>
      {first?.reviewed && (
        <Note tone="good" role="status">
          <p>
            {t(first.policy ? 'restrictions.decided' : 'restrictions.released', {
              name: nameOf(view, first),
              things: thingsOf(
                decided.map(() => first),
                t,
              ),
            })}
          </p>
          {undoUntil !== undefined && (
            <form method="post" action="/console/restrictions/undo" class="actions">
              <input type="hidden" name="from" value={back} />
              {decided.map((one) => (
                <input type="hidden" name="of" value={one} />
              ))}
              <button type="submit">{t('restrictions.undo')}</button>
              <span>{t.rich('restrictions.undo_until', { at: <Time at={undoUntil} /> })}</span>
            </form>
          )}
        </Note>
      )}
      {undecided.length > 0 && (
        <Note tone="warn" role="alert">
          <p>{t('restrictions.undecided', { count: undecided.length })}</p>
          <ul>
            {undecided.map((one) => (
              <li>
                <a href={`/console/restrictions/${one.id}`}>{nameOfSubject(one, t)}</a>
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
};

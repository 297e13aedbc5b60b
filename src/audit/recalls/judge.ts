/** How far a holder of a recall has come. Pure. */
import type { RecallDetails } from './schemas.ts';
import type { Holder, HolderPage, HolderState, PageReading, Progress, Recall, RecallState } from './types.ts';

export type PageState = 'seen' | 'up' | 'unread';

const DONE = ['removed', 'corrected'] as const;
const DECLINED = ['refused', 'cannot'] as const;

const isIn = (states: readonly string[], holder: Pick<Holder, 'acknowledgement'>): boolean =>
  holder.acknowledgement !== null && states.includes(holder.acknowledgement.state);

/** The partner reports that it has removed or corrected what it published. */
export const reportsDone = (holder: Pick<Holder, 'acknowledgement'>) => isIn(DONE, holder);
const declines = (holder: Pick<Holder, 'acknowledgement'>) => isIn(DECLINED, holder);

/** When the partner has reported that it is done; null: it has not. */
const doneAtOf = (holder: Pick<Holder, 'acknowledgement'>): string | null =>
  reportsDone(holder) ? (holder.acknowledgement?.at ?? null) : null;

/**
 * A page without any of the text may be a page that asks for consent, so it counts as seen only if the
 * partner reports that it is done. The text that was there before that report does not contradict it.
 * `doneAt`: when the partner has reported so; null: it has not.
 */
export function pageState(reading: PageReading | null, doneAt: string | null): PageState {
  switch (reading?.verdict) {
    case 'gone':
    case 'corrected':
      return 'seen';
    case 'unchanged':
    case 'altered':
      return doneAt !== null && reading.at < doneAt ? 'unread' : 'up';
    case 'other':
      return doneAt === null ? 'unread' : 'seen';
    default:
      return 'unread';
  }
}

/** Titles to which the article was delivered under a license. */
type TitlesOf = (license: string) => readonly string[];

export interface HolderJudgement {
  isDone: boolean;
  isOverdue: boolean;
  pages: PageState[];
}

/** An address on no domain of its title, which the partner has corrected since. It is never read. */
const isMistyped = ({ isReplaced, reading }: HolderPage): boolean =>
  isReplaced && reading?.reason === 'not_registered';

/**
 * Done: the partner reports so, and no reported page contradicts; or every title has reported pages, and all
 * of them are seen gone or corrected. Overdue: past the deadline without a report, or with a page that is up.
 */
export function judgeHolder(
  holder: Holder,
  pages: HolderPage[],
  titlesOf: TitlesOf,
  nowMs: number,
): HolderJudgement {
  const reported = reportsDone(holder);
  const states = pages.map(({ reading }) => pageState(reading, doneAtOf(holder)));
  const allSeen = pages.every((page, at) => states[at] === 'seen' || (reported && isMistyped(page)));
  const titled = new Set(pages.map(({ title }) => title));
  const isDone =
    allSeen &&
    (reported || (pages.length > 0 && titlesOf(holder.license).every((title) => titled.has(title))));
  const isPastDue = holder.dueAt !== null && Date.parse(holder.dueAt) < nowMs;
  const isAnswered = reported || declines(holder);
  const isOverdue = isPastDue && !isDone && (!isAnswered || states.includes('up'));
  return { isDone, isOverdue, pages: states };
}

export interface RecallJudgement {
  state: RecallState;
  progress: Progress;
  /** Licenses that are done. */
  done: Set<string>;
  /** Holders that are past their deadline. */
  overdue: Holder[];
  /** When the next deadline passes, milliseconds; null: none will. */
  nextDueMs: number | null;
}

/** All holders of a recall that is not closed. */
export function judgeRecall(
  holders: Holder[],
  pagesOf: (license: string) => HolderPage[],
  titlesOf: TitlesOf,
  nowMs: number,
): RecallJudgement {
  const judged = holders.map((holder) => ({
    holder,
    ...judgeHolder(holder, pagesOf(holder.license), titlesOf, nowMs),
  }));
  const count = (matches: (holder: (typeof judged)[number]) => boolean) => judged.filter(matches).length;
  const pages = judged.flatMap((holder) => holder.pages);
  const countPages = (state: PageState) => pages.filter((pageState) => pageState === state).length;
  const dueOfOpen = judged
    .flatMap(({ holder, isDone }) => (isDone || !holder.dueAt ? [] : holder.dueAt))
    .sort();
  const nextDue = dueOfOpen.find((dueAt) => Date.parse(dueAt) >= nowMs);
  const overdue = judged.filter(({ isOverdue }) => isOverdue).map(({ holder }) => holder);
  const done = judged.filter(({ isDone }) => isDone).map(({ holder }) => holder.license);
  const open: RecallState = overdue.length > 0 ? 'overdue' : 'open';
  return {
    state: holders.length > 0 && done.length === holders.length ? 'closed' : open,
    progress: {
      holders: {
        notified: holders.length,
        acknowledged: count(({ holder }) => holder.acknowledgement !== null),
        done: done.length,
        refused: count(({ holder }) => declines(holder)),
        overdue: overdue.length,
      },
      pages: {
        reported: pages.length,
        seen: countPages('seen'),
        up: countPages('up'),
        unread: countPages('unread'),
      },
      dueAt: dueOfOpen[0] ?? null,
      late: overdue.map(({ license }) => license),
    },
    done: new Set(done),
    overdue,
    nextDueMs: nextDue === undefined ? null : Date.parse(nextDue) + 1,
  };
}

/** What has happened for one title, each with its instant. Null: it has not happened. */
type Steps = RecallDetails['licenses'][number]['titles'][number]['steps'];
type Step = Steps['notified'];

/** The first reading since which no text was found. `readings`: of one page, newest first. */
function seenSince(readings: readonly PageReading[], doneAt: string | null): PageReading | undefined {
  const found = readings.findIndex(({ verdict }) => verdict === 'unchanged' || verdict === 'altered');
  const since = found < 0 ? readings : readings.slice(0, found);
  return since.findLast((reading) => pageState(reading, doneAt) === 'seen');
}

/** `pages`: those of the title. `isDone`: its license is. `readingsOf`: of a page, newest first. */
export function stepsOf(
  { closed }: Pick<Recall, 'closed'>,
  holder: Holder,
  {
    pages,
    isDone,
    readingsOf,
  }: { pages: HolderPage[]; isDone: boolean; readingsOf: (page: HolderPage) => readonly PageReading[] },
): Steps {
  const { acknowledgement, received } = holder;
  const doneAt = doneAtOf(holder);
  const step = ({ at, entry }: { at: string; entry: string }): Step => ({ at, entry });
  const notified = { at: holder.at, entry: holder.notice };
  const acknowledged = acknowledgement && step(acknowledgement);
  const removed = doneAt === null ? null : acknowledged;
  const isSeen = pages.length > 0 && pages.every(({ reading }) => pageState(reading, doneAt) === 'seen');
  const firsts = pages.flatMap((page) => seenSince(readingsOf(page), doneAt) ?? page.reading ?? []);
  const last = firsts.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  const seen = isSeen && last ? step(last) : null;
  const lastAt = [removed, seen]
    .flatMap((event) => event?.at ?? [])
    .sort()
    .at(-1);
  const closedAt = isDone ? (lastAt ?? closed?.at) : undefined;
  return {
    notified,
    received: received && step(received),
    acknowledged,
    refused: declines(holder) ? acknowledged : null,
    removed,
    seen,
    closed: closedAt === undefined ? null : { at: closedAt, entry: null },
  };
}

/** The last step that was reached. */
export function stateOf(steps: Steps): HolderState {
  const order: (keyof Steps & HolderState)[] = [
    'closed',
    'seen',
    'removed',
    'refused',
    'acknowledged',
    'received',
  ];
  return order.find((state) => steps[state] !== null) ?? 'notified';
}

/** How far a holder of a recall has come, from what it reports and what its pages show. */
import { describe, expect, it } from 'vitest';
import { judgeHolder, judgeRecall, pageState, stateOf, stepsOf } from '../../../src/audit/recalls/judge.ts';
import type { Holder, HolderPage, PageReading } from '../../../src/audit/recalls/types.ts';
import type { AcknowledgementState, ReadingVerdict } from '../../../src/ledger/notes/types.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DUE = '2026-11-30T11:00:00.000Z';
const LATER = '2026-11-30T13:00:00.000Z';

const holder = (state?: AcknowledgementState, dueAt: string | null = LATER): Holder => ({
  ...{ license: 'lic_1', within: null, event: 'evt_1', notice: 'ntc_1', at: '2026-11-30T10:00:00.000Z' },
  ...{ dueAt, overdueAt: null, received: null },
  acknowledgement: state
    ? {
        ...{ idx: 3, entry: 'ack_1', at: '2026-11-30T10:30:00.000Z', state },
        ...{ doneAt: null, note: null, urls: [] },
      }
    : null,
});

const reading = (verdict: ReadingVerdict): PageReading => ({
  ...{ idx: 4, entry: 'rdg_1', at: '2026-11-30T10:40:00.000Z', verdict, status: 200, reason: null },
  ...{ blocks: 3, found: 3, sha256: null, credit: null, version: '1' },
});

const page = (verdict: ReadingVerdict | null, title = 'morgen'): HolderPage => ({
  ...{ license: 'lic_1', publication: 'pub_1', title, url: 'https://morgen.example/' },
  ...{ publishedAt: '2026-11-29T00:00:00Z', withdrawnAt: null, isReplaced: false, nextMs: null },
  reading: verdict && reading(verdict),
});

const lastReading = ({ reading }: HolderPage) => (reading ? [reading] : []);

const judge = (holder: Holder, pages: HolderPage[], titles: string[] = ['morgen']) => {
  const { isDone, isOverdue } = judgeHolder(holder, pages, () => titles, NOW);
  return { isDone, isOverdue };
};

describe('a page', () => {
  const [BEFORE, AFTER] = ['2026-11-30T10:30:00.000Z', '2026-11-30T10:50:00.000Z'];

  it.each([
    ['gone', null, 'seen'],
    ['gone', AFTER, 'seen'],
    ['corrected', null, 'seen'],
    ['unchanged', null, 'up'],
    ['unchanged', BEFORE, 'up'],
    ['unchanged', AFTER, 'unread'],
    ['altered', BEFORE, 'up'],
    ['other', BEFORE, 'seen'],
    ['other', null, 'unread'],
    ['unread', BEFORE, 'unread'],
  ] as const)('that was read as %s at 10:40, reported done at %s, is %s', (verdict, doneAt, state) => {
    expect(pageState(reading(verdict), doneAt)).toBe(state);
  });
});

describe('a holder', () => {
  it('is done by its word if no page was reported, and not while a page is up', () => {
    expect(judge(holder('removed'), []).isDone).toBe(true);
    expect(judge(holder('removed'), [page('unchanged')]).isDone).toBe(false);
    expect(judge(holder('removed'), [page(null)]).isDone).toBe(false);
    expect(judge(holder('received'), []).isDone).toBe(false);
  });

  it('is done without a word if all titles have pages, and all of them are gone', () => {
    expect(judge(holder(), [page('gone')]).isDone).toBe(true);
    expect(judge(holder(), [page('gone')], ['morgen', 'abend']).isDone).toBe(false);
    expect(judge(holder(), [page('gone'), page('corrected', 'abend')], ['morgen', 'abend']).isDone).toBe(
      true,
    );
    expect(judge(holder(), [], []).isDone).toBe(false);
  });

  it.each([
    [undefined, null, true],
    ['received', null, true],
    ['removed', 'unchanged', true],
    ['removed', 'unread', false],
    ['refused', null, false],
    ['cannot', 'unchanged', true],
    [undefined, 'gone', false],
  ] as const)('past its deadline with %s and a page %s is overdue: %s', (state, verdict, isOverdue) => {
    expect(judge(holder(state, DUE), verdict ? [page(verdict)] : []).isOverdue).toBe(isOverdue);
    expect(judge(holder(state, LATER), verdict ? [page(verdict)] : []).isOverdue).toBe(false);
    expect(judge(holder(state, null), verdict ? [page(verdict)] : []).isOverdue).toBe(false);
  });

  it('is not overdue because of what a page showed before it reported removal', () => {
    const late = holder('removed', DUE);
    const before: HolderPage = {
      ...page(null),
      reading: { ...reading('unchanged'), at: '2026-11-30T10:05:00.000Z' },
    };
    expect(judge(late, [before])).toEqual({ isDone: false, isOverdue: false });
    expect(judge(late, [page('unchanged')])).toEqual({ isDone: false, isOverdue: true });
  });

  it('is done without an address on no domain of its title, once the partner reports another one', () => {
    const mistyped = { ...page('unread'), isReplaced: true };
    const of = (isReplaced: boolean, reason: string, state: AcknowledgementState = 'removed') => {
      const unread = { ...reading('unread'), reason };
      const pages = [{ ...mistyped, isReplaced, reading: unread }, page('gone')];
      return judgeHolder(holder(state), pages, () => [], NOW).isDone;
    };
    expect(of(true, 'not_registered')).toBe(true);
    expect(of(false, 'not_registered')).toBe(false);
    expect(of(true, 'unreachable')).toBe(false);
    expect(of(true, 'not_registered', 'received')).toBe(false);
  });

  it('shows the last step that was reached', () => {
    const states = (holder: Holder, pages: HolderPage[], isDone: boolean) =>
      stateOf(stepsOf({ closed: null }, holder, { pages, isDone, readingsOf: lastReading }));
    expect(states(holder(), [], false)).toBe('notified');
    expect(states(holder('received'), [], false)).toBe('acknowledged');
    expect(states(holder('cannot'), [], false)).toBe('refused');
    expect(states(holder('removed'), [page('unchanged')], false)).toBe('removed');
    expect(states(holder(), [page('gone')], false)).toBe('seen');
    expect(states(holder('removed'), [page('gone')], true)).toBe('closed');
    // A title that was not named has no pages of its own.
    const closed = { at: LATER, how: 'completed' as const, operator: null, note: null, open: 0 };
    const nothing = { pages: [], isDone: true, readingsOf: lastReading };
    expect(stateOf(stepsOf({ closed }, holder(), nothing))).toBe('closed');
    expect(stateOf(stepsOf({ closed }, holder(), { ...nothing, isDone: false }))).toBe('notified');
  });

  it('has seen a page since the first reading after which the text was not found again', () => {
    const at = (minute: number, verdict: Parameters<typeof reading>[0]) => ({
      ...reading(verdict),
      at: `2026-11-30T12:0${minute}:00.000Z`,
    });
    const seenAt = (...verdicts: Parameters<typeof reading>[0][]) => {
      const readings = verdicts.map((verdict, minute) => at(minute, verdict)).toReversed();
      const pages = [{ ...page('gone'), reading: readings[0] ?? null }];
      return stepsOf({ closed: null }, holder(), { pages, isDone: true, readingsOf: () => readings }).seen
        ?.at;
    };
    expect(seenAt('unchanged', 'gone', 'gone')).toBe('2026-11-30T12:01:00.000Z');
    expect(seenAt('corrected', 'unread', 'corrected')).toBe('2026-11-30T12:00:00.000Z');
    expect(seenAt('gone', 'altered', 'gone', 'gone')).toBe('2026-11-30T12:02:00.000Z');
    expect(seenAt('gone', 'unchanged')).toBeUndefined();
  });
});

describe('a recall', () => {
  it('is closed when all holders are done, overdue when one is late, and knows its next deadline', () => {
    const of = (...holders: Holder[]) =>
      judgeRecall(
        holders,
        () => [],
        () => [],
        NOW,
      );
    expect(of(holder('removed'), holder('corrected')).state).toBe('closed');
    expect(of(holder('removed'), holder())).toMatchObject({
      ...{ state: 'open', nextDueMs: Date.parse(LATER) + 1 },
      progress: { dueAt: LATER, late: [], holders: { notified: 2, done: 1 } },
    });
    expect(of(holder(undefined, DUE), holder())).toMatchObject({
      ...{ state: 'overdue', nextDueMs: Date.parse(LATER) + 1 },
      progress: { dueAt: DUE, late: ['lic_1'] },
    });
    expect(of().state).toBe('open');
  });
});

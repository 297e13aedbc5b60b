/** Which addresses belong to a recall, and when they are read. */
import { describe, expect, it } from 'vitest';
import { firstNotified, type LoggedReport, reportedAddresses } from '../../../src/audit/recalls/addresses.ts';
import { DELAYS_MS } from '../../../src/audit/recalls/schedule.ts';
import type { Holder, PageReading } from '../../../src/audit/recalls/types.ts';

const NOTIFIED = '2026-11-30T10:00:00.000Z';
const BEFORE = '2026-11-30T08:00:00.000Z';
const AFTER = '2026-11-30T12:00:00.000Z';
const LATER = '2026-11-30T14:00:00.000Z';
const EVENING = '2026-11-30T20:00:00.000Z';

const holder: Holder = {
  ...{ license: 'lic_1', within: 'itm_2', event: 'evt_1', notice: 'ntc_1', at: NOTIFIED },
  ...{ dueAt: null, overdueAt: null, received: null, acknowledgement: null },
};

let made = 0;
const report = (
  at: string,
  url: string | null,
  { article = 'itm_1', ref = 'ref a', withdrawnAt = null as string | null } = {},
): LoggedReport => {
  const entry = `pub_${++made}`;
  return {
    ...{ license: 'lic_1', ref, entry, idx: made, article, at },
    report: {
      ...{ kind: 'publication', title: 'morgen', article, version: '1', delivery: null, url, use: null },
      ...{
        channel: 'web',
        territory: null,
        components: [],
        publishedAt: BEFORE,
        withdrawnAt,
        clientRef: 'a',
      },
    },
  };
};

interface Given {
  reports: LoggedReport[];
  of?: Holder;
  reading?: PageReading | null;
  since?: string;
  closedAt?: string | null;
}

const pages = ({ reports, of = holder, reading = null, since = NOTIFIED, closedAt = null }: Given) =>
  reportedAddresses({ article: 'itm_1', holder: of, reports, readingOf: () => reading, since, closedAt });
const urls = (...reports: LoggedReport[]) => pages({ reports }).map(({ url }) => url);

const [A, B, C] = ['https://morgen.example/a', 'https://morgen.example/b', 'https://morgen.example/c'];

describe('the addresses of a recall', () => {
  it('are those that were reported at the notice, and all that were reported later', () => {
    expect(urls(report(BEFORE, A), report(AFTER, B), report(LATER, C))).toEqual([A, B, C]);
    expect(urls(report(AFTER, B), report(LATER, C))).toEqual([B, C]);
    expect(urls(report(BEFORE, A), report(AFTER, null))).toEqual([A]);
    expect(urls(report(BEFORE, A), report(AFTER, A, { article: 'itm_9' }))).toEqual([A]);
  });

  it('are none that was amended before the notice', () => {
    expect(urls(report(BEFORE, A), report(BEFORE, B))).toEqual([B]);
    expect(urls(report(BEFORE, A), report(BEFORE, A, { article: 'itm_9' }))).toEqual([]);
  });

  it('are those about the article and about what contains it, on the web', () => {
    expect(urls(report(BEFORE, A, { article: 'itm_2' }))).toEqual([A]);
    expect(urls(report(BEFORE, A, { article: 'itm_9' }))).toEqual([]);
    expect(urls(report(BEFORE, 'ftp://morgen.example/a'))).toEqual([]);
  });

  it('have none that was withdrawn before the event, but show when one is said to have been', () => {
    expect(urls(report(BEFORE, A, { withdrawnAt: BEFORE }))).toEqual([]);
    const reports = [report(BEFORE, A), report(AFTER, A, { withdrawnAt: BEFORE })];
    expect(pages({ reports })).toMatchObject([
      { withdrawnAt: BEFORE, entry: reports[1]?.entry, baseMs: Date.parse(AFTER), nextMs: Date.parse(AFTER) },
    ]);
  });

  it('are read at once when their publication is withdrawn, with another address or none', () => {
    const withdrawn = report(LATER, null, { withdrawnAt: LATER });
    expect(pages({ reports: [report(BEFORE, A), report(AFTER, B), withdrawn] })).toMatchObject([
      { url: A, nextMs: Date.parse(LATER) },
      { url: B, nextMs: Date.parse(LATER) },
    ]);
  });

  it('of a closed recall are those of its closing, and are not read', () => {
    const reports = [report(BEFORE, A), report(LATER, B)];
    expect(pages({ reports, closedAt: AFTER })).toMatchObject([{ url: A, isReplaced: false, nextMs: null }]);
  });

  it('are read after the event or the report, at once when the partner is done, and on from the last reading', () => {
    const [first = 0, second = 0] = DELAYS_MS;
    const reports = [report(BEFORE, A)];
    expect(pages({ reports })).toMatchObject([{ nextMs: Date.parse(NOTIFIED) + first }]);
    expect(pages({ reports: [report(AFTER, A)] })).toMatchObject([{ nextMs: Date.parse(AFTER) + first }]);
    const acknowledgement = {
      ...{ idx: 3, entry: 'ack_1', at: LATER, state: 'removed' as const },
      ...{ doneAt: null, note: null, urls: [] },
    };
    const of = { ...holder, acknowledgement };
    expect(pages({ reports, of })).toMatchObject([{ nextMs: Date.parse(LATER) }]);
    const reading = (at: string) => ({ idx: 4, at, verdict: 'unchanged' }) as PageReading;
    const soon = new Date(Date.parse(NOTIFIED) + first + 1).toISOString();
    expect(pages({ reports, reading: reading(soon) })).toMatchObject([
      { nextMs: Date.parse(NOTIFIED) + second },
    ]);
    expect(pages({ reports, of, reading: reading(EVENING) })).toMatchObject([
      { nextMs: Date.parse(LATER) + (DELAYS_MS[2] ?? 0) },
    ]);
  });

  it('are replaced when a later report has another one of the article', () => {
    const isReplaced = (next: LoggedReport) => pages({ reports: [report(BEFORE, A), next] })[0]?.isReplaced;
    expect(isReplaced(report(AFTER, B))).toBe(true);
    expect(isReplaced(report(AFTER, A))).toBe(false);
    expect(isReplaced(report(AFTER, null))).toBe(false);
    expect(isReplaced(report(AFTER, B, { article: 'itm_9' }))).toBe(false);
  });

  it('have the title and version of their first report', () => {
    const amended = report(AFTER, A);
    amended.report = { ...amended.report, title: 'abend', version: '2' };
    expect(pages({ reports: [report(BEFORE, A), amended] })).toMatchObject([
      { title: 'morgen', version: '1', entry: amended.entry },
    ]);
  });

  it('of a recall that replaces another are also those of its notice', () => {
    const first = '2026-11-30T07:00:00.000Z';
    const reports = [report('2026-11-30T06:00:00.000Z', A), report(BEFORE, B, { withdrawnAt: BEFORE })];
    expect(pages({ reports, since: first }).map(({ url }) => url)).toEqual([A, B]);
    expect(pages({ reports })).toEqual([]);
  });
});

describe('a license', () => {
  const closed = (at: string) => ({ at });
  const of = (...recalls: [string, { at: string } | null][]) =>
    firstNotified(
      LATER,
      recalls.map(([at, end]) => ({ license: 'lic_1', at, closed: end })),
    );

  it('was first notified of the recall that was open when it was notified of the next', () => {
    expect(of([LATER, null])).toBe(LATER);
    expect(of([NOTIFIED, null], [LATER, null])).toBe(NOTIFIED);
    // The change that replaces a recall closes it before the notice is entered.
    expect(of([NOTIFIED, closed('2026-11-30T13:59:59.000Z')])).toBe(NOTIFIED);
    expect(of([NOTIFIED, closed(LATER)], [BEFORE, closed(AFTER)])).toBe(BEFORE);
  });

  it('was not notified by what had ended long before, or comes later', () => {
    expect(of([NOTIFIED, closed(AFTER)])).toBe(LATER);
    expect(of([EVENING, null])).toBe(LATER);
  });
});

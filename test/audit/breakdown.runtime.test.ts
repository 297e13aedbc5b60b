import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../scripts/newsroom/fill/fill.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { operatorToken, request } from '../support/gateway.ts';

interface Breakdown {
  every: string;
  to: string | null;
  timeline: { at: string; entries: number; deliveries: number; refusals: number }[];
  partners: { partner: string; name: string | null; entries: number }[];
  sections: { section: string; entries: number }[];
  codes: { code: string; entries: number }[];
}

let entries: UseEntry[];
let token: string;

beforeAll(async () => {
  // Two whole segments, a third that is cut off, and nothing that is empty.
  await fill(env.DB, {
    entries: 9_000,
    licenses: 6,
    articles: 80,
    months: 3,
    untilMs: Date.UTC(2026, 9, 1),
    seed: 'sums',
  });
  const { results } = await env.DB.prepare(`SELECT body FROM entries WHERE license <> 'operators'`).all<{
    body: string;
  }>();
  entries = results.map(({ body }) => JSON.parse(body) as UseEntry);
  token = await operatorToken('auditor');
});

async function breakdown(query: Record<string, string>): Promise<Breakdown> {
  const response = await request(`/v1/audit/reports/breakdown?${new URLSearchParams(query)}`, { token });
  expect(response.status).toBe(200);
  return response.json();
}

/** Each of the values of an entry once, as a person would count them. */
function counted(of: UseEntry[], valuesOf: (entry: UseEntry) => string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of of)
    for (const value of new Set(valuesOf(entry))) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const codesOf = ({ code, withheld }: UseEntry) => [
  ...(code ? [code] : []),
  ...withheld.map((part) => part.code),
];
const sectionsOf = ({ sections }: UseEntry) => (sections.length > 0 ? sections : ['']);

function expectCounts(report: Breakdown, of: UseEntry[]) {
  expect(Object.fromEntries(report.partners.map(({ partner, entries }) => [partner, entries]))).toEqual(
    counted(of, ({ partner }) => [partner]),
  );
  expect(Object.fromEntries(report.sections.map(({ section, entries }) => [section, entries]))).toEqual(
    counted(of, sectionsOf),
  );
  expect(Object.fromEntries(report.codes.map(({ code, entries }) => [code, entries]))).toEqual(
    counted(of, codesOf),
  );
  const sum = (name: 'entries' | 'deliveries' | 'refusals') =>
    report.timeline.reduce((all, point) => all + point[name], 0);
  expect([sum('entries'), sum('deliveries'), sum('refusals')]).toEqual([
    of.length,
    of.filter(({ kind }) => kind === 'delivery').length,
    of.filter(({ outcome }) => outcome === 'deny').length,
  ]);
  for (const [place, { at, entries }] of report.timeline.entries()) {
    const to = report.timeline[place + 1]?.at ?? report.to ?? '';
    expect([at, entries]).toEqual([at, of.filter((entry) => entry.at >= at && entry.at < to).length]);
  }
}

describe('the breakdown of the log', () => {
  it('counts all entries by month or week when nothing is filtered', async () => {
    const report = await breakdown({});
    expectCounts(report, entries);
    expect(report.every).toBe('week');
    expect(report.partners.every(({ name }) => name !== null)).toBe(true);
  });

  it('counts a time span to the millisecond, by hour when it is short', async () => {
    const sorted = entries.map(({ at }) => at).sort();
    const [from, to] = [sorted[3_000] ?? '', sorted[3_100] ?? ''];
    const report = await breakdown({ from, to });
    expectCounts(
      report,
      entries.filter(({ at }) => at >= from && at < to),
    );
    expect(report.every).toBe('hour');
  });

  it('counts the same entries as the list for a partner, a section, a reason or an outcome', async () => {
    const { partner, sections, license } = entries.find((entry) => entry.sections.length > 0) as UseEntry;
    const section = sections[0] ?? '';
    const code = entries.find((entry) => entry.code !== null)?.code ?? '';
    expectCounts(
      await breakdown({ partner }),
      entries.filter((entry) => entry.partner === partner),
    );
    expectCounts(
      await breakdown({ section }),
      entries.filter((entry) => entry.sections.includes(section)),
    );
    expectCounts(
      await breakdown({ code }),
      entries.filter((entry) => codesOf(entry).includes(code)),
    );
    expectCounts(
      await breakdown({ outcome: 'deny' }),
      entries.filter((entry) => entry.outcome === 'deny'),
    );
    expectCounts(
      await breakdown({ outcome: 'permit', license }),
      entries.filter((entry) => entry.outcome === 'permit' && entry.license === license),
    );
  });

  it('combines a section with a time span', async () => {
    const section = entries.find((entry) => entry.sections.length > 0)?.sections[0] ?? '';
    const span = { from: '2026-08-03T10:00:00.000Z', to: '2026-09-04T11:30:00.000Z' };
    const report = await breakdown({ section, ...span });
    expectCounts(
      report,
      entries.filter(({ at, sections }) => at >= span.from && at < span.to && sections.includes(section)),
    );
    expect(report.every).toBe('day');
  });

  it('uses the days of the requested time zone', async () => {
    const { timeline } = await breakdown({
      from: '2026-08-03T00:00:00Z',
      to: '2026-08-20T00:00:00Z',
      zone: 'Asia/Tokyo',
    });
    expect(timeline[1]?.at).toBe('2026-08-03T15:00:00.000Z');
  });

  it('is empty when nothing matches', async () => {
    const report = await breakdown({ partner: 'par_none' });
    expect(report).toMatchObject({ to: null, timeline: [], partners: [], sections: [], codes: [] });
  });

  it('refuses an unknown time zone', async () => {
    const response = await request('/v1/audit/reports/breakdown?zone=Mars/Base', { token });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: '/zone' }] });
  });
});

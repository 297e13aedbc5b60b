/** `GET /v1/audit/refusal-counts`: the minute counts, summed. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { insertCounts } from '../../src/ledger/store.ts';
import { operatorToken, request } from '../support/gateway.ts';

interface Page {
  items: { period: string; license: string; code: string; count: number }[];
  next: string | null;
}

const page = async (query: string) => {
  const answer = await request(`/v1/audit/refusal-counts?${query}`, { token: auditor });
  expect(answer.status).toBe(200);
  return answer.json<Page>();
};
const rowsOf = ({ items }: Page) =>
  items.map(({ period, license, code, count }) => [period, license, code, count]);

const auditor = await operatorToken('auditor');

beforeAll(async () => {
  const row = (minute: string, license: string, code: string, count: number) => ({
    minute,
    license,
    code,
    count,
  });
  await env.DB.batch([
    insertCounts(env.DB, 'ledger-0', [
      row('2026-03-01T10:00', 'lic_a', 'not_found', 3),
      row('2026-03-01T10:59', 'lic_a', 'not_found', 4),
      row('2026-03-01T11:00', 'lic_a', 'not_found', 5),
      row('2026-03-01T11:00', 'lic_b', 'invalid_token', 7),
      row('2026-03-02T00:00', 'lic_a', 'invalid_token', 1),
    ]),
    // A partner that has moved is counted where it was and where it is.
    insertCounts(env.DB, 'ledger-1', [row('2026-03-01T10:00', 'lic_a', 'not_found', 100)]),
  ]);
});

describe('counted refusals', () => {
  it('are summed by day, license and code, newest first', async () => {
    const day = [
      ['2026-03-02', 'lic_a', 'invalid_token', 1],
      ['2026-03-01', 'lic_b', 'invalid_token', 7],
      ['2026-03-01', 'lic_a', 'not_found', 112],
    ];
    expect(rowsOf(await page(''))).toEqual(day);
    expect(rowsOf(await page('granularity=day'))).toEqual(day);
  });

  it('are summed by hour, of one license or code, in a time span', async () => {
    expect(rowsOf(await page('granularity=hour&license=lic_a'))).toEqual([
      ['2026-03-02T00', 'lic_a', 'invalid_token', 1],
      ['2026-03-01T11', 'lic_a', 'not_found', 5],
      ['2026-03-01T10', 'lic_a', 'not_found', 107],
    ]);
    expect(rowsOf(await page('code=invalid_token'))).toHaveLength(2);
    const span = 'from=2026-03-01T11:59:00%2B01:00&to=2026-03-01T11:00:00Z';
    expect(rowsOf(await page(`granularity=hour&${span}`))).toEqual([
      ['2026-03-01T10', 'lic_a', 'not_found', 4],
    ]);
  });

  it('are listed in pages', async () => {
    const found: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next && `&cursor=${next}`;
      const one: Page = await page(`granularity=hour&limit=1${cursor}`);
      expect(one.items).toHaveLength(1);
      found.push(...rowsOf(one));
      next = one.next;
    }
    expect(found).toEqual(rowsOf(await page('granularity=hour')));
    expect(found).toHaveLength(4);
  });
});

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteExpiredReadings } from '../../../src/recall/reading/retention.ts';
import { storeReading } from '../../../src/recall/reading/store.ts';
import { create, operatorToken } from '../../support/gateway.ts';
import { openNewsroom, openSite } from '../../support/newsroom.ts';

const MONTH_MS = 31 * 86_400_000;
const keys = async () => (await env.BUCKET.list({ prefix: 'readings/' })).objects.map(({ key }) => key);

/** All parts, each in its minute. */
async function aDay(nowMs: number, RETENTION = '{"readings": 3}', BUCKET = env.BUCKET): Promise<void> {
  for (let minute = 0; minute < 256; minute++)
    await deleteExpiredReadings({ ...env, BUCKET, RETENTION }, nowMs + minute * 60_000);
}

beforeEach(async () => {
  for (const text of ['one', 'two'])
    await storeReading(env.BUCKET, {
      url: `https://morgen.example/${text}`,
      finalUrl: `https://morgen.example/${text}`,
      readAt: new Date().toISOString(),
      status: 200,
      headers: {},
      bytes: new Uint8Array(Buffer.from(text)),
    });
});

describe('readings', () => {
  it('stay for good without a rule, and within its months', async () => {
    await aDay(Date.now() + 100 * MONTH_MS, '');
    await aDay(Date.now() + 2 * MONTH_MS);
    expect(await keys()).toHaveLength(4);
  });

  it('are deleted after their months, with what is beside them', async () => {
    await aDay(Date.now() + 5 * MONTH_MS);
    expect(await keys()).toEqual([]);
  });

  it('are deleted even if one list does not have all of a part', async () => {
    const one = {
      list: (options: R2ListOptions) => env.BUCKET.list({ ...options, limit: 1 }),
      delete: (names: string[]) => env.BUCKET.delete(names),
    };
    await aDay(Date.now() + 5 * MONTH_MS, undefined, one as R2Bucket);
    expect(await keys()).toEqual([]);
  });

  it('stay during a legal hold', async () => {
    const { license } = await openSite(await openNewsroom());
    await create('/v1/audit/holds', await operatorToken('auditor'), {
      kind: 'license',
      target: license,
      reason: 'Proceedings',
    });
    await aDay(Date.now() + 5 * MONTH_MS);
    expect((await keys()).length).toBeGreaterThanOrEqual(4);
  });
});

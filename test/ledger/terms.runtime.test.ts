import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Change, LicenseState } from '../../src/ledger/types.ts';
import { HOUR, type OpenObject, ok, openObject } from './support.ts';

let name: OpenObject['name'];
let object: OpenObject['object'];
let license: OpenObject['license'];
let tell: OpenObject['tell'];
let request: OpenObject['request'];
let wholeLog: OpenObject['wholeLog'];

beforeEach(async () => {
  ({ name, object, license, tell, request, wholeLog } = await openObject());
});

/** The next version of the license; requests are judged on it from now on. */
function newer(change: Partial<LicenseState>): Change {
  Object.assign(license, change, { version: license.version + 1 });
  return { kind: 'license', license: { ...license } };
}

const billed = async () => (await wholeLog()).map(({ billable }) => billable);

describe('the term that units are billed in', () => {
  it('goes on when `starts` is corrected: nothing is billed again', async () => {
    await ok(object.record(request()));
    await tell(newer({ startsMs: license.startsMs - 24 * HOUR }));
    await ok(object.record(request({ grant: 'two' })));
    await tell(newer({ startsMs: license.startsMs + 24 * HOUR - 1, endsMs: license.endsMs + HOUR }));
    await ok(object.record(request({ grant: 'three' })));
    expect(await billed()).toEqual([1, 0, 0]);
  });

  it('keeps its quota when `starts` is corrected', async () => {
    await tell(newer({ quota: { limit: 1, per: 'term', onExceed: 'refuse' } }));
    await ok(object.record(request()));
    await tell(newer({ startsMs: license.startsMs - 24 * HOUR }));
    expect(await object.record(request({ article: 'itm_2' }))).toMatchObject({
      kind: 'refused',
      code: 'quota_exceeded',
    });
  });

  it('begins anew with a renewal, and only with it', async () => {
    await ok(object.record(request()));
    await tell(newer({ endsMs: Date.now() - 1 }));
    await tell(newer({ startsMs: license.endsMs, endsMs: Date.now() + HOUR }));
    await ok(object.record(request({ grant: 'renewed' })));
    await tell(newer({ startsMs: license.startsMs - 1 }));
    await ok(object.record(request({ grant: 'corrected' })));
    expect(await billed()).toEqual([1, 1, 0]);
  });
});

describe('a license with one title', () => {
  it('is billed once, whether the title is stated or not', async () => {
    await ok(object.record({ ...request({ grant: 'a', title: 'a' }), soleTitle: 'a' }));
    await ok(object.record({ ...request({ grant: 'none' }), soleTitle: 'a' }));
    expect(await billed()).toEqual([1, 0]);
  });

  it('is billed for a second title that it is given later', async () => {
    await ok(object.record({ ...request({ grant: 'none' }), soleTitle: 'a' }));
    await ok(object.record(request({ grant: 'b', title: 'b' })));
    expect(await billed()).toEqual([1, 1]);
  });
});

describe('a decision on a newer license than the object was told of', () => {
  const owed = (change: Change) =>
    env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind(name, JSON.stringify(change), new Date().toISOString())
      .run();
  const check = (count?: string) => {
    const { caller, judged } = request();
    return object.check({ caller, judged, ...(count && { count }) });
  };

  it.each([
    ['suspended', { status: 'suspended' }, 'license_suspended'],
    ['terminated', { status: 'terminated' }, 'license_expired'],
    ['ended', { endsMs: 1 }, 'license_expired'],
  ] as const)('is judged by that license: %s', async (_, change, code) => {
    await owed(newer(change));
    expect(await object.record(request())).toMatchObject({ kind: 'refused', code });
    expect(await check()).toMatchObject({ kind: 'refused', code });
  });

  it('is checked by that license, counted or not', async () => {
    await owed(newer({ status: 'suspended' }));
    expect(await Promise.all([check(), check('not_found')])).toMatchObject([
      { kind: 'refused', code: 'license_suspended' },
      { kind: 'refused', code: 'license_suspended' },
    ]);
  });

  it('is metered by its quota, for all who come at once', async () => {
    await owed(newer({ quota: { limit: 3, per: 'month', onExceed: 'refuse' } }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => object.record(request({ article: `itm_${n}` }))),
    );
    expect(answers.filter(({ kind }) => kind === 'ok')).toHaveLength(3);
    expect(await env.DB.prepare('SELECT 1 FROM outbox WHERE object = ?').bind(name).first()).toBeNull();
  });

  it('is stale, and enters nothing, when no word of it is to be had', async () => {
    newer({ endsMs: license.endsMs + HOUR });
    expect((await object.record(request())).kind).toBe('stale');
    expect((await check()).kind).toBe('stale');
    expect(await wholeLog()).toEqual([]);
  });
});

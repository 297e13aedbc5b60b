/** The rights of an article for programs, beside its ninjs. */
import { describe, expect, it } from 'vitest';
import { renderArticleJson } from '../../src/formats/article-json.ts';
import { ninjsOf } from '../../src/formats/ninjs.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { dispatch, item, photograph } from '../stamp/fixtures.ts';
import { PHOTO_HREF, whole } from './fixtures.ts';

const DAY_MS = 86_400_000;
const ENDS = Date.UTC(2027, 0, 1);
const both = { ...item, components: [dispatch, photograph] };

// biome-ignore lint/suspicious/noExplicitAny: compared member by member
const read = (change: Partial<Rendering> = {}): any =>
  JSON.parse(renderArticleJson({ ...whole, item: both, ...change }).body);
const license = (change: Partial<Rendering['license']>) => ({
  ends: new Date(ENDS).toISOString(),
  ...change,
});

describe('an article beside its rights', () => {
  it('has the ninjs document as it is delivered by itself', () => {
    expect(read().ninjs).toEqual(JSON.parse(JSON.stringify(ninjsOf({ ...whole, item: both }))));
  });

  it('says in fields what the stamp says in sentences', () => {
    const notBefore = Date.UTC(2026, 10, 20, 6);
    const rights = { ...whole.stamp.rights, notBefore, alterations: ['shorten' as const] };
    const answer = read({ stamp: { ...whole.stamp, rights } }).rights;
    expect(answer).toMatchObject({
      jti: whole.stamp.receiptId,
      receipt: whole.stamp.receipt,
      credit: whole.stamp.creditLine,
      alterations: ['shorten'],
      notBefore: '2026-11-20T06:00:00.000Z',
      expires: new Date(rights.expires).toISOString(),
      grants: rights.grants,
    });
    expect(read().rights).toMatchObject({ notBefore: null, deleteBy: null, deleteUnpublishedBy: null });
  });

  it('lists every part of the item, those that must be removed among them', () => {
    const parts = (code: string) =>
      read({ components: [dispatch], withheld: [{ component: photograph.id, code }] }).rights.components;
    const text = { id: dispatch.id, type: 'dispatch', allowed: true, remove: false };
    const picture = { id: photograph.id, type: 'photograph', allowed: false };
    expect(parts('restricted')).toEqual([text, { ...picture, remove: true, code: 'restricted' }]);
    expect(parts('killed')[1]).toMatchObject({ remove: true });
    for (const code of ['component_not_licensed', 'content_unavailable', 'fetch_separately', 'embargoed'])
      expect(parts(code)[1]).toMatchObject({ remove: false, code });
    expect(read().rights.components[1]).toMatchObject({ allowed: true, remove: false, href: PHOTO_HREF });
  });

  it.each([
    [{ retentionDays: 30 }, item.versionCreated + 30 * DAY_MS, null],
    [{ afterTerm: { keep: 'none', deleteWithinDays: 5 } }, ENDS + 5 * DAY_MS, null],
    [{ retentionDays: 3_000, afterTerm: { keep: 'none', deleteWithinDays: 5 } }, ENDS + 5 * DAY_MS, null],
    [{ afterTerm: { keep: 'published', deleteWithinDays: 7 } }, null, ENDS + 7 * DAY_MS],
    [
      { retentionDays: 2, afterTerm: { keep: 'published', deleteWithinDays: 7 } },
      item.versionCreated + 2 * DAY_MS,
      item.versionCreated + 2 * DAY_MS,
    ],
    [{ afterTerm: { keep: 'all', deleteWithinDays: 0 } }, null, null],
    [{}, null, null],
  ] as const)('names the day that %j makes copies deletable by', (terms, all, unpublished) => {
    const iso = (ms: number | null) => ms && new Date(ms).toISOString();
    expect(read({ license: license(terms) }).rights).toMatchObject({
      deleteBy: iso(all),
      deleteUnpublishedBy: iso(unpublished),
    });
  });
});

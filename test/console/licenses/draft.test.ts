import { expect, it } from 'vitest';
import { readDraft } from '../../../src/console/licenses/draft.ts';

const SOURCE = { id: 'new', version: 1, titles: [] };
const NOW = Date.UTC(2026, 11, 1);
const warned = (body: Record<string, unknown>) =>
  readDraft(body, SOURCE, NOW).warnings.map(({ path, key }) => [path, key]);

const quota = { limit: 100, per: 'month', onExceed: 'refuse' };
const minimum = { units: 200, per: 'month' };

it('a minimum that the quota refuses is warned of while other terms are missing', () => {
  expect(warned({ quota, minimum })).toEqual([['/minimum/units', 'minimum_unreachable']]);
  expect(warned({ quota: { ...quota, onExceed: 'overage' }, minimum })).toEqual([]);
});

it.each([
  [{ quota }],
  [{ minimum }],
  [{ quota: { ...quota, limit: '' }, minimum }],
  [{ quota: { limit: 100, onExceed: 'refuse' }, minimum }],
  [{ quota, minimum: { units: 200 } }],
  // Without its dates, a term may have any number of months.
  [{ quota, minimum: { units: 200, per: 'term' } }],
])('nothing is warned of before it is known: %j', (body) => {
  expect(warned(body)).toEqual([]);
});

it('an end that has passed is warned of at once', () => {
  expect(warned({ ends: '2026-01-01T00:00:00Z' })).toEqual([['/ends', 'expired']]);
  expect(warned({ ends: '' })).toEqual([]);
});

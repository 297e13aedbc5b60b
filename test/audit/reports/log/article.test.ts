import { describe, expect, it } from 'vitest';
import { ArticleTally } from '../../../../src/audit/reports/log/article.ts';
import type { Entry } from '../../../../src/ledger/types.ts';
import { entryOf } from '../../../ledger/segments/entries.ts';

const text = { component: 'cmp_text', digest: 'd', type: 'dispatch' };
const picture = { component: 'cmp_picture', digest: 'd' };
const at = (day: number) => ({ at: `2026-03-0${day}T10:00:00.000Z`, id: `dlv_${day}` });

function tallied(...entries: Entry[]) {
  const tally = new ArticleTally('itm_1');
  for (const entry of entries) tally.add(entry);
  return tally;
}

describe('the report of an article', () => {
  it('lists versions and components by title, with first and last delivery', () => {
    const received = tallied(
      entryOf({ ...at(3), delivered: [text] }),
      entryOf({ ...at(1), delivered: [text, picture] }),
      entryOf({ ...at(2), delivered: [] }),
      entryOf({ ...at(4), version: '2', delivered: [text] }),
      entryOf({ ...at(5), title: null, license: 'lic_2', partner: 'par_2', delivered: [picture] }),
    ).received();
    expect(received).toMatchObject([
      {
        license: 'lic_1',
        title: 'morgen',
        version: '1',
        times: 2,
        first: 'dlv_1',
        last: 'dlv_3',
        components: [
          { component: 'cmp_text', type: 'dispatch', times: 2, first: 'dlv_1', last: 'dlv_3' },
          { component: 'cmp_picture', type: null, times: 1, first: 'dlv_1', last: 'dlv_1' },
        ],
        href: '/v1/audit/deliveries?article=itm_1&license=lic_1&kind=delivery&title=morgen',
      },
      { license: 'lic_1', version: '2', times: 1 },
      { license: 'lic_2', title: null, times: 1, href: expect.not.stringContaining('title') },
    ]);
  });

  it('lists refusals with their reasons, and who was told of a kill', () => {
    const killed = { kind: 'refusal', outcome: 'deny', code: 'killed' } as const;
    const refused = tallied(entryOf({ ...at(2), ...killed }), entryOf({ ...at(4), ...killed })).refused();
    expect(refused).toMatchObject([
      { license: 'lic_1', title: 'morgen', code: 'killed', times: 2, first: 'dlv_2', last: 'dlv_4' },
    ]);
  });
});

/**
 * A double click, a page loaded anew, a way back and forth: whatever sends a form again, one thing is made.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/ledger/types.ts';
import { licensed } from '../licensing/desk.ts';
import { speedUpTime } from '../support/clock.ts';
import { type Visitor, visitor } from '../support/console.ts';
import { brokenGateway, deaf, quieten } from '../support/faults/gateway.ts';
import type { Faults } from '../support/faults/plan.ts';
import { operatorToken, request } from '../support/gateway.ts';

speedUpTime();

type Form = [string, string][];

interface CreatedRow {
  what: string;
  role: Role;
  page: string;
  /** What its list is called where it says that nothing was made twice. */
  list: string;
  api: string;
  form: Form;
}

let created: CreatedRow[] = [];
const visitors = new Map<Role, Visitor>();
let admin = '';
let auditor = '';

beforeAll(async () => {
  admin = await operatorToken('admin');
  auditor = await operatorToken('auditor');
  for (const role of ['desk', 'auditor'] as const) visitors.set(role, await visitor(role));
  const { partner, product, license } = await licensed(admin);
  created = [
    {
      what: 'a partner',
      role: 'desk',
      page: `/console/partners/new`,
      list: `/console/partners`,
      api: '/v1/admin/partners',
      form: [['/name', 'Twice Media']],
    },
    {
      what: 'a product',
      role: 'desk',
      page: `/console/products/new`,
      list: `/console/products`,
      api: '/v1/admin/products',
      form: [
        ['/name', 'Twice'],
        ['/sections', 'science'],
      ],
    },
    {
      what: 'a license',
      role: 'desk',
      page: `/console/licenses/new?partner=${partner.id}`,
      list: `/console/licenses`,
      api: `/v1/admin/licenses?partner=${partner.id}`,
      form: [
        ['/titles', 'kansai-web'],
        ['/products', product.id],
        ['/components', 'dispatch'],
        ['/uses', 'display'],
        ['/channels', 'web'],
        ['/territories', 'JP'],
        ['/starts', '2026-01-01T00:00'],
        ['/ends', '2099-01-01T00:00'],
        ['/consent/reference', 'TMA-2026-0500'],
        ['/consent/signedBy', 'M. Example'],
        ['/consent/signedOn', '2025-12-12'],
      ],
    },
    {
      what: 'a restriction',
      role: 'desk',
      page: `/console/restrictions/new`,
      list: `/console/restrictions`,
      api: '/v1/admin/restrictions',
      form: [
        ['/scope', 'agency'],
        ['/text', 'JAPAN OUT.'],
      ],
    },
    {
      what: 'a legal hold',
      role: 'auditor',
      page: `/console/retention/holds/new`,
      list: `/console/retention/holds`,
      api: '/v1/audit/holds',
      form: [
        ['/target', license.id],
        ['/reason', 'Proceedings'],
      ],
    },
  ];
});

let faults: Faults = {};
const broken = brokenGateway(() => faults);

async function count({ api, role }: CreatedRow): Promise<number> {
  const response = await request(`${api}${api.includes('?') ? '&' : '?'}limit=200`, {
    token: role === 'auditor' ? auditor : admin,
  });
  return ((await response.json()) as { items: unknown[] }).items.length;
}

describe('a form that is sent twice', () => {
  it.each(['a partner', 'a product', 'a license', 'a restriction', 'a legal hold'])(
    'makes %s once',
    async (what) => {
      const one = created.find((each) => each.what === what) as CreatedRow;
      const who = visitors.get(one.role) as Visitor;
      const once = /name="_once" value="([\w-]+)"/.exec(await who.page(one.page))?.[1] ?? '';
      expect(once).not.toBe('');
      const before = await count(one);
      const form: Form = [...one.form, ['_once', once]];
      const answers = await Promise.all([who.post(one.page, form), who.post(one.page, form)]);
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      const places = answers.map(({ headers }) => headers.get('Location') ?? '');
      expect(places).toContain(`${one.list}?done=not_made_twice`);
      expect(new Set(places).size).toBe(2);
      // Afterwards, too: the second request does not take the first for another.
      const later = await who.post(one.page, form);
      expect(later.headers.get('Location')).toBe(`${one.list}?done=not_made_twice`);
      expect(await count(one)).toBe(before + 1);
      expect(await who.page(`${one.list}?done=not_made_twice`)).toContain('Nothing was created twice');
    },
  );

  it.each(['a restriction', 'a legal hold'])(
    'is not told that %s is made already while an object does not know of it',
    async (what) => {
      const one = created.find((each) => each.what === what) as CreatedRow;
      const who = await visitor(one.role, broken);
      const once = /name="_once" value="([\w-]+)"/.exec(await who.page(one.page))?.[1] ?? '';
      const before = await count(one);
      const form: Form = [...one.form, ['_once', once]];
      await quieten('ledger-0');
      faults = deaf('ledger-0');
      for (const answer of [await who.post(one.page, form), await who.post(one.page, form)]) {
        expect(answer.status).toBe(503);
        const html = await answer.text();
        expect(html).toContain('has not acknowledged it yet');
        expect(html).toContain(`name="_once" value="${once}"`);
      }
      faults = {};
      const last = await who.post(one.page, form);
      expect([last.status, last.headers.get('Location')]).toEqual([303, `${one.list}?done=not_made_twice`]);
      expect(await count(one)).toBe(before + 1);
    },
  );

  it('can be sent again after it was refused', async () => {
    const desk = visitors.get('desk') as Visitor;
    const once = /name="_once" value="([\w-]+)"/.exec(await desk.page('/console/partners/new'))?.[1] ?? '';
    const refused = await desk.post('/console/partners/new', [
      ['/name', ''],
      ['_once', once],
    ]);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(`value="${once}"`);
    const repeated = await desk.post('/console/partners/new', [
      ['/name', 'Mended'],
      ['_once', once],
    ]);
    expect(repeated.headers.get('Location')).toMatch(/partner_created$/);
  });
});

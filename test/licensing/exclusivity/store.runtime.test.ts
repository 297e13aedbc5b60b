/**
 * Exclusive licenses at the desk: what is stored beside what, at the same time too, and what a decision is
 * given of it.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLicenseBundle } from '../../../src/licensing/bundle.ts';
import { exclusiveStatement } from '../../../src/licensing/exclusivity/store.ts';
import { exclusivitiesStatement } from '../../../src/licensing/store.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import { kansai, type Resource, termsFor, wien } from '../desk.ts';

interface Finding {
  path: string;
  message: string;
  code: string;
}

let admin = '';
let product = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const partner = async () =>
  (await create<Resource>('/v1/admin/partners', admin, { name: 'Group', titles: [kansai, wien] })).id;
const newProduct = async (selection: object = {}) =>
  (await create<Resource>('/v1/admin/products', admin, { name: 'Product', ...selection })).id;
const post = async (more: object = {}) =>
  request('/v1/admin/licenses', { token: admin, json: termsFor(await partner(), product, more) });
const patch = (id: string, json: unknown) =>
  request(`/v1/admin/licenses/${id}`, { method: 'PATCH', token: admin, json });
const read = async <T = Resource>(response: Response) => (await response.json()) as T;
const granted = async (more: object = {}): Promise<Resource> => {
  const response = await post(more);
  if (response.status !== 201) throw new Error(await response.text());
  return read(response);
};
const clashes = async (response: Response) => {
  expect(response.status).toBe(409);
  const { code, detail, errors } = await read<{ code: string; detail: string; errors: Finding[] }>(response);
  expect(code).toBe('conflict');
  expect(detail).toContain(errors[0]?.message);
  return errors;
};
const versionOf = async (id: string) =>
  (await read(await request(`/v1/admin/licenses/${id}`, { token: admin }))).version;

const JAPAN_ALONE = { exclusivity: { territories: ['JP'] } };
const FIRST_DAY = { exclusivity: { territories: ['JP'], firstHours: 24 } };

describe('a license that would grant what another partner has alone', () => {
  beforeAll(async () => {
    product = await newProduct({ sections: ['one'] });
  });

  it('is refused with what to take out, and stored without it', async () => {
    const alone = await granted(JAPAN_ALONE);
    const [clash, ...others] = await clashes(await post());
    expect(others).toEqual([]);
    expect(clash).toMatchObject({ path: '/territories', code: 'exclusivity_clash' });
    expect(clash?.message).toContain(alone.id);
    expect(clash?.message).toContain('territories: add "-JP"');
    expect(await granted({ territories: ['world', '-JP'] })).not.toHaveProperty('warnings');
  });

  it('is refused when it is changed so, and keeps its version; other changes go through', async () => {
    const plain = await granted({ territories: ['world', '-JP'] });
    expect(await clashes(await patch(plain.id, { territories: ['world'] }))).toHaveLength(1);
    expect(await versionOf(plain.id)).toBe(1);
    expect((await patch(plain.id, { advance: true })).status).toBe(200);
  });
});

describe('an exclusive license', () => {
  beforeAll(async () => {
    product = await newProduct({ sections: ['two'] });
  });

  it('is refused over what another partner is licensed for, a suspended license included, not a terminated one', async () => {
    const plain = await granted();
    const refused = async () => (await clashes(await post(JAPAN_ALONE)))[0];
    expect(await refused()).toMatchObject({ path: '/exclusivity' });
    expect((await refused())?.message).toContain(plain.id);
    expect((await patch(plain.id, { status: 'suspended' })).status).toBe(200);
    expect((await refused())?.message).toContain(plain.id);
    expect((await patch(plain.id, { status: 'terminated' })).status).toBe(200);
    const alone = await granted(JAPAN_ALONE);
    expect(alone.exclusivityId).toMatch(/^exc_[0-9a-f]{32}$/);
  });

  it('does not bind the partner’s own other licenses', async () => {
    const { items } = await read<{ items: Resource[] }>(
      await request(`/v1/admin/licenses?limit=200`, { token: admin }),
    );
    const alone = items.find(({ products, exclusivityId }) => exclusivityId && String(products) === product);
    const repeated = await request('/v1/admin/licenses', {
      token: admin,
      json: termsFor(String(alone?.partner), product, JAPAN_ALONE),
    });
    expect(repeated.status).toBe(201);
  });

  it('names the fault where it reaches further than its license', async () => {
    const response = await post({ exclusivity: { channels: ['web', 'print'], until: '2100-01-01' } });
    expect(response.status).toBe(400);
    expect((await read<{ errors: Finding[] }>(response)).errors.map(({ path }) => path)).toEqual([
      '/exclusivity/channels/1',
      '/exclusivity/until',
    ]);
  });
});

describe('a suspended license', () => {
  it('with changed terms is looked at too, and again when it comes back', async () => {
    product = await newProduct({ sections: ['three'] });
    const plain = await granted({ territories: ['AT'] });
    expect((await patch(plain.id, { status: 'suspended' })).status).toBe(200);
    await granted(JAPAN_ALONE);
    await clashes(await patch(plain.id, { territories: ['JP'] }));
    expect((await patch(plain.id, { status: 'active' })).status).toBe(200);
    // Stopping is possible whatever clashes: here as when a later release finds more.
    await env.DB.prepare(
      `UPDATE licenses SET terms = json_set(terms, '$.territories', json('["JP"]')) WHERE id = ?`,
    )
      .bind(plain.id)
      .run();
    expect((await patch(plain.id, { status: 'suspended' })).status).toBe(200);
    await clashes(await patch(plain.id, { status: 'active' }));
    const shown = await read<{ warnings: Finding[] }>(
      await request(`/v1/admin/licenses/${plain.id}`, { token: admin }),
    );
    expect(shown.warnings).toMatchObject([{ code: 'exclusivity_clash' }]);
    expect((await patch(plain.id, { status: 'terminated' })).status).toBe(200);
  });
});

describe('what the decision sees to', () => {
  it('is stored with a warning on both sides', async () => {
    product = await newProduct({ sections: ['four'] });
    const first = await granted(FIRST_DAY);
    const plain = await granted();
    expect(plain.warnings).toMatchObject([{ path: '/territories', code: 'exclusivity_first_hours' }]);
    const shown = await read<{ warnings: Finding[] }>(
      await request(`/v1/admin/licenses/${first.id}`, { token: admin }),
    );
    expect(shown.warnings).toMatchObject([{ path: '/exclusivity', code: 'exclusivity_first_hours' }]);
    expect(shown.warnings[0]?.message).toContain(plain.id);
    expect(await clashes(await post(FIRST_DAY))).toMatchObject([{ path: '/exclusivity' }]);
  });

  it('is what two products may both select', async () => {
    product = await newProduct({ sections: ['five'] });
    const alone = await granted(JAPAN_ALONE);
    product = await newProduct({ sections: ['five', 'six'] });
    expect((await granted()).warnings).toMatchObject([{ code: 'exclusivity_possible' }]);
    product = await newProduct({ sections: ['six'] });
    expect(await granted()).not.toHaveProperty('warnings');
    const shown = await read<{ warnings: Finding[] }>(await patch(alone.id, { advance: true }));
    expect(shown.warnings).toMatchObject([{ path: '/exclusivity', code: 'exclusivity_possible' }]);
  });
});

describe('stored at the same time', () => {
  it.each([
    ['an exclusive license and plain ones', [JAPAN_ALONE, {}, {}, {}]],
    ['exclusive licenses', [JAPAN_ALONE, JAPAN_ALONE, JAPAN_ALONE, JAPAN_ALONE]],
  ])('%s never both stand', { tags: 'slow' }, async (_, bodies) => {
    for (let round = 0; round < 4; round++) {
      product = await newProduct({ sections: [`race-${round}`] });
      const ids = await Promise.all(bodies.map(() => partner()));
      const answers = await Promise.all(
        bodies.map((more, place) =>
          request('/v1/admin/licenses', { token: admin, json: termsFor(ids[place] ?? '', product, more) }),
        ),
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
      expect(statuses).toContain(201);
      const stored = await env.DB.prepare(
        `SELECT count(*) AS count, count(terms ->> 'exclusivity') AS exclusive FROM licenses WHERE terms ->> '$.products[0]' = ?`,
      )
        .bind(product)
        .first<{ count: number; exclusive: number }>();
      expect(stored?.count).toBe(statuses.filter((status) => status === 201).length);
      // Either one stands alone, or none of those that stand is exclusive.
      if ((stored?.exclusive ?? 0) > 0) expect(stored?.count).toBe(1);
    }
  });

  it('plain licenses all stand', async () => {
    product = await newProduct({ sections: ['crowd'] });
    const ids = await Promise.all(Array.from({ length: 12 }, () => partner()));
    const answers = await Promise.all(
      ids.map((id) => request('/v1/admin/licenses', { token: admin, json: termsFor(id, product) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
  });
});

describe('the bundle of a license', () => {
  /** Of this test's own product: the other tests have left theirs. */
  const heldIn = async (id: string) => {
    const bundle = await loadLicenseBundle(env.DB, id);
    const own = JSON.stringify(bundle?.products[0]?.selection);
    return bundle?.exclusivities.filter(({ selections }) => JSON.stringify(selections[0]) === own);
  };

  it('has what others have alone, by an id that stays and tells nothing, as long as they are active', async () => {
    product = await newProduct({ sections: ['bundle'] });
    const first = await granted(FIRST_DAY);
    const plain = await granted();
    const [held, ...more] = (await heldIn(plain.id)) ?? [];
    expect(more).toEqual([]);
    expect(held).toMatchObject({
      restriction: { id: first.exclusivityId, version: 1, scope: { kind: 'exclusivity' }, reviewed: true },
      untilMs: Date.UTC(2099, 0, 1),
      firstMs: 86_400_000,
      selections: [{ sections: ['bundle'] }],
    });
    expect(JSON.stringify(held)).not.toContain(first.id);
    expect(JSON.stringify(held)).not.toContain(String(first.partner));
    expect(await heldIn(first.id)).toEqual([]);

    await patch(first.id, { exclusivity: { territories: ['JP'], firstHours: 48 } });
    expect(await heldIn(plain.id)).toMatchObject([{ restriction: { id: first.exclusivityId, version: 2 } }]);
    await patch(first.id, { status: 'suspended' });
    expect(await heldIn(plain.id)).toEqual([]);
    await patch(first.id, { status: 'active', exclusivity: null });
    expect(await heldIn(plain.id)).toEqual([]);
    const repeated = await read(await patch(first.id, FIRST_DAY));
    expect(repeated.exclusivityId).toBe(first.exclusivityId);
    await patch(first.id, { status: 'terminated' });
    expect(await heldIn(plain.id)).toEqual([]);
  });

  it('has nothing that keeps nothing of what the license grants', async () => {
    product = await newProduct({ sections: ['apart'] });
    await granted(FIRST_DAY);
    expect(await heldIn((await granted({ territories: ['AT'] })).id)).toEqual([]);
  });

  it.each([
    ['bundle', () => exclusivitiesStatement(env.DB, 'lic_x')],
    ['check of clashes', () => exclusiveStatement(env.DB, 'par_x')],
  ])('is read by index, not from all licenses: %s', async (_, statement) => {
    const prepared = statement() as D1PreparedStatement & { statement?: string; params?: unknown[] };
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${prepared.statement}`)
      .bind(...(prepared.params ?? []))
      .all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail);
    expect(plan.filter((detail) => /licenses|others/.test(detail))[0]).toMatch(
      /USING INDEX licenses_by_exclusivity/,
    );
    expect(plan.filter((detail) => /^SCAN (?:licenses|others)$/.test(detail))).toEqual([]);
  });
});

describe('whose an exclusivity is', () => {
  it('desk and auditor look up by its id', async () => {
    product = await newProduct({ sections: ['whose'] });
    const { id, exclusivityId } = await granted(JAPAN_ALONE);
    const auditor = await operatorToken('auditor');
    for (const token of [admin, auditor]) {
      const response = await request(`/v1/admin/licenses?exclusivity=${exclusivityId}`, { token });
      expect((await read<{ items: Resource[] }>(response)).items.map((item) => item.id)).toEqual([id]);
    }
    expect(await read(await request('/v1/admin/licenses?exclusivity=exc_none', { token: auditor }))).toEqual({
      items: [],
      next: null,
    });
  });
});

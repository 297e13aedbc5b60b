import { beforeAll, describe, expect, it } from 'vitest';
import { create, operatorToken, request } from '../support/gateway.ts';
import type { Resource } from './desk.ts';

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

describe('a product', () => {
  it('is what it selects, and reads as it was written', async () => {
    const body = {
      name: 'Sport',
      sections: ['sport'],
      types: ['text'],
      subjects: ['medtop:15000000'],
      languages: ['de'],
      backfileDays: 30,
    };
    const product = await create<Resource>('/v1/admin/products', admin, body);
    expect(product).toMatchObject({ ...body, version: 1 });
    expect(await (await request(`/v1/admin/products/${product.id}`, { token: admin })).json()).toEqual(
      product,
    );
    const list = (await (await request('/v1/admin/products', { token: admin })).json()) as {
      items: Resource[];
    };
    expect(list.items).toContainEqual(product);
  });

  it('loses a part of its selection by null, and only that', async () => {
    const { id } = await create<Resource>('/v1/admin/products', admin, {
      name: 'Sport',
      sections: ['sport'],
      backfileDays: 3,
    });
    const response = await request(`/v1/admin/products/${id}`, {
      method: 'PATCH',
      token: admin,
      json: { backfileDays: null },
    });
    const changed = (await response.json()) as Resource;
    expect(changed).toMatchObject({ name: 'Sport', sections: ['sport'], version: 2 });
    expect(changed).not.toHaveProperty('backfileDays');
  });

  it.each<[string, object]>([
    ['/name', { sections: ['sport'] }],
    ['/sections', { name: 'x', sections: [] }],
    ['/types/0', { name: 'x', types: ['poem'] }],
    ['/languages/0', { name: 'x', languages: ['english please'] }],
    ['/backfileDays', { name: 'x', backfileDays: -1 }],
    ['/section', { name: 'x', section: 'sport' }],
  ])('is refused with the path %s of the fault', async (path, json) => {
    const response = await request('/v1/admin/products', { token: admin, json });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path }] });
  });

  it('is refused with twenty of its faults, and the number of the others', async () => {
    const types = Array.from({ length: 8 }, () => 'poem');
    const languages = Array.from({ length: 15 }, () => '?');
    const json = { name: 'x', types, languages };
    const problem = (await (await request('/v1/admin/products', { token: admin, json })).json()) as {
      errors: object[];
    };
    expect(problem).toMatchObject({ moreErrors: 3 });
    expect(problem.errors).toHaveLength(20);
  });
});

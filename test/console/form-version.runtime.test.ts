/** Two people have the same form open: the second to save is told, and puts nothing back unseen. */
import { describe, expect, it } from 'vitest';
import { licensed } from '../licensing/desk.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';

const MEANWHILE = 'someone else changed this while you were editing';
const versionIn = (html: string) => /name="_version" value="([^"]+)"/.exec(html)?.[1] ?? '';

interface Changed {
  what: string;
  page: string;
  api: string;
  form: [string, string][];
  patch: object;
}

async function things(): Promise<Changed[]> {
  const admin = await operatorToken('admin');
  const { partner, product, license } = await licensed(admin);
  const key = await create('/v1/admin/keys', admin, { license: license.id, name: 'cms' });
  const operator = await create('/v1/admin/operators', admin, { name: 'Wire import', role: 'ingest' });
  const name: [string, string][] = [['/name', 'Mine']];
  return [
    { what: 'partners', id: partner.id, form: name },
    { what: 'products', id: product.id, form: name },
    { what: 'keys', id: key.id, form: name },
    { what: 'operators', id: operator.id, form: [...name, ['/role', 'ingest'] as [string, string]] },
  ].map(({ what, id, form }) => ({
    what,
    form,
    page: `/console/${what}/${id}/change`,
    api: `/v1/admin/${what}/${id}`,
    patch: { name: 'Theirs' },
  }));
}

describe('a form of what was changed meanwhile', () => {
  it('is shown once more, and saves when it is sent again', async () => {
    const admin = await operatorToken('admin');
    const owner = await visitor('owner');
    for (const { what, page, api, form, patch } of await things()) {
      const nameNow = async () =>
        ((await (await request(api, { token: admin })).json()) as { name: string }).name;
      const version = versionIn(await owner.page(page));
      expect(version, what).not.toBe('');
      expect((await request(api, { method: 'PATCH', token: admin, json: patch })).status, what).toBe(200);
      const refused = await owner.post(page, [...form, ['_version', version]]);
      expect(refused.status, what).toBe(412);
      const html = await refused.text();
      expect(html).toContain(MEANWHILE);
      expect(html).toContain('value="Mine"');
      expect(await nameNow(), what).toBe('Theirs');
      const meant = await owner.post(page, [...form, ['_version', versionIn(html)]]);
      expect(meant.status, what).toBe(303);
      expect(await nameNow(), what).toBe('Mine');
    }
  });
});

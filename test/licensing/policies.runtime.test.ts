/** Licenses by an ODRL policy, over HTTP: what is refused, what is told of, and what a change may do. */
import { beforeAll, describe, expect, it } from 'vitest';
import { create, operatorToken, request } from '../support/gateway.ts';
import { licensed, type Resource, termsFor } from './desk.ts';

interface Refused {
  code: string;
  detail: string;
  errors: { path: string; message: string; code?: string; rules?: { id: string; path: string }[] }[];
}

let admin = '';
beforeAll(async () => {
  admin = await operatorToken('admin');
});

const NAMED = ['uses', 'components', 'territories', 'channels'];

async function desk() {
  const { partner, product, license } = await licensed(admin);
  const common = Object.fromEntries(
    Object.entries(termsFor(partner.id, product.id)).filter(([field]) => !NAMED.includes(field)),
  );
  return { partner, product, license, common };
}

const post = (json: unknown) => request('/v1/admin/licenses', { token: admin, json });
const patch = (id: string, json: unknown) =>
  request(`/v1/admin/licenses/${id}`, { method: 'PATCH', token: admin, json });
const read = async (id: string) =>
  (await (await request(`/v1/admin/licenses/${id}`, { token: admin })).json()) as Resource;

async function refused(response: Response): Promise<Refused['errors']> {
  expect(response.status).toBe(400);
  return ((await response.json()) as Refused).errors;
}

function policy(more: object = {}) {
  return {
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Agreement',
    uid: 'urn:example:agreement',
    permission: [{ uid: 'urn:example:agreement#show', action: ['display', 'distribute'] }],
    ...more,
  };
}

describe('a license by a policy', () => {
  it('is granted, and gives the policy as stored and as its agreement', async () => {
    const { common } = await desk();
    const created = await create<Resource>('/v1/admin/licenses', admin, { ...common, policy: policy() });
    expect(created).toMatchObject({ version: 1, policy: policy() });
    expect(created).not.toHaveProperty('uses');
    expect(created).not.toHaveProperty('warnings');
    expect(await read(created.id)).toMatchObject({ ...created, agreement: policy() });
  });

  it('issues tokens for all that the policy reaches', async () => {
    const { common } = await desk();
    const spatial = { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DACH'] };
    const created = await create<Resource>('/v1/admin/licenses', admin, {
      ...common,
      policy: policy({ permission: [{ action: 'display', constraint: [spatial] }] }),
    });
    const key = await create<{ client_id: string; client_secret: string }>('/v1/admin/keys', admin, {
      license: created.id,
      name: 'website',
    });
    const response = await request('/oauth/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...key }).toString(),
    });
    expect(await response.json()).toMatchObject({
      authorization_details: [{ actions: ['display'], locations: ['DACH'], license: created.id }],
    });
  });

  it.each<[string, string, object, object?]>([
    ['/policy/permission/0/constrain', 'constraint', { constrain: [] }],
    ['/policy/permission/0/odrl:constrain', 'constraint', { 'odrl:constrain': [] }],
    ['/policy/permission/0/dutys', 'duty', { dutys: [{ action: 'attribute' }] }],
    ['/policy/Prohibition', 'prohibition', {}, { Prohibition: [{ action: 'print' }] }],
  ])(
    'is refused for a misspelled member at %s, with the nearest name',
    async (path, nearest, rule, more = {}) => {
      const { common, license } = await desk();
      const misspelled = policy({ permission: [{ action: 'display', ...rule }], ...more });
      const fault = { path, code: 'void', message: expect.stringContaining(`did you mean "${nearest}"?`) };
      expect(await refused(await post({ ...common, policy: misspelled }))).toMatchObject([fault]);
      expect(await refused(await patch(license.id, { policy: misspelled }))).toMatchObject([fault]);
    },
  );

  it('is refused with its own faults and those of the rest of the body in one answer', async () => {
    const { common, license } = await desk();
    const misspelled = policy({ permission: [{ action: 'display', constrain: [] }] });
    const fault = {
      path: '/policy/permission/0/constrain',
      message: expect.stringContaining('"constraint"?'),
    };
    const paths = async (response: Promise<Response>) =>
      (await refused(await response)).map(({ path }) => path);
    const { consent: _, ...without } = common as { consent?: unknown };
    expect(await refused(await post({ ...without, policy: misspelled }))).toMatchObject([
      { path: '/consent/reference' },
      { path: '/consent/signedBy' },
      { path: '/consent/signedOn' },
      fault,
    ]);
    const namespaced = policy({ 'http://example.org/a~b/prohibition': [] });
    expect(await paths(post({ ...common, unknown: 1, policy: namespaced }))).toEqual([
      '/unknown',
      '/policy/http:~1~1example.org~1a~0b~1prohibition',
    ]);
    expect(await paths(post({ ...common, partner: 'par_none', policy: misspelled }))).toEqual([
      '/partner',
      fault.path,
    ]);
    expect(await paths(patch(license.id, { unknown: 1, policy: misspelled }))).toEqual([
      '/unknown',
      fault.path,
    ]);
    expect(await paths(post({ ...common, unknown: 1, policy: 'none' }))).toEqual(['/policy', '/unknown']);
    expect(await paths(post({ ...common, unknown: 1, policy: policy() }))).toEqual(['/unknown']);
  });

  it('is refused for misspelled words with each word, and the nearest known one', async () => {
    const { common } = await desk();
    const spelled = policy({
      permission: [
        {
          action: ['display', 'dispaly'],
          constraint: [
            { leftOperand: 'spacial', operator: 'eq', rightOperand: 'DE' },
            { leftOperand: 'spatial', operator: 'equals', rightOperand: 'DE' },
            { leftOperand: 'spatial', operator: 'eq', rightOperand: 'Germany' },
          ],
        },
      ],
    });
    const errors = await refused(await post({ ...common, policy: spelled }));
    expect(errors.map(({ path, message }) => [path, /did you mean "(\w+)"\?/.exec(message)?.[1]])).toEqual([
      ['/policy/permission/0/constraint/0', 'spatial'],
      ['/policy/permission/0/constraint/1', 'eq'],
      ['/policy/permission/0/constraint/2', 'DE'],
      ['/policy/permission/0', 'display'],
      ['/policy', undefined],
    ]);
  });

  it.each<[string, object]>([
    ['/policy/permission/0/consequence', { consequence: [{ action: 'compensate' }] }],
    ['/policy/permission/0/@type', { '@type': 'Prohibition' }],
    ['/policy/permission/0/constraint', { constraint: [] }],
    ['/policy/permission/0/dct:constraint', { 'dct:constraint': [] }],
  ])('is refused for what would be passed over at %s', async (path, rule) => {
    const { common } = await desk();
    const narrower = policy({ permission: [{ action: 'display', ...rule }] });
    expect(await refused(await post({ ...common, policy: narrower }))).toMatchObject([
      { path, code: 'void' },
    ]);
  });

  it('is stored with members of other vocabularies and without a uid, and told of both', async () => {
    const { common } = await desk();
    const { uid: _, ...nameless } = policy({ 'dct:title': 'Nordfjell 2026' });
    const created = await create<Resource>('/v1/admin/licenses', admin, { ...common, policy: nameless });
    expect(created).toMatchObject({
      policy: nameless,
      warnings: [
        { code: 'uid', path: '/policy' },
        { code: 'foreign', path: '/policy/dct:title' },
      ],
    });
  });

  it('says everything once: a policy and named rights in one body are refused with the path of each', async () => {
    const { common, partner, product } = await desk();
    expect(
      (await refused(await post({ ...termsFor(partner.id, product.id), policy: policy() }))).map(
        ({ path }) => path,
      ),
    ).toEqual(NAMED.map((field) => `/${field}`));
    expect((await refused(await post(common))).map(({ path }) => path)).toEqual(
      NAMED.map((field) => `/${field}`),
    );
  });

  it('is refused with both rules when they clash', async () => {
    const { common } = await desk();
    const clashing = policy({ prohibition: [{ uid: 'urn:example:agreement#no', action: 'use' }] });
    expect(await refused(await post({ ...common, policy: clashing }))).toMatchObject([
      {
        path: '/policy/prohibition/0',
        code: 'conflict',
        rules: [
          { id: 'show', path: '/policy/permission/0' },
          { id: 'no', path: '/policy/prohibition/0' },
        ],
      },
    ]);
  });

  it.each<[string, object, string]>([
    ['an Offer', { '@type': 'Offer' }, '/policy/@type'],
    ['for somebody else', { assignee: 'urn:imprimatur:partner:par_none' }, '/policy/assignee'],
    [
      'that contradicts itself',
      {
        permission: [
          {
            action: 'display',
            constraint: [
              { leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' },
              { leftOperand: 'spatial', operator: 'eq', rightOperand: 'FR' },
            ],
          },
        ],
      },
      '/policy/permission/0/constraint/0',
    ],
    ['that permits nothing', { permission: [], prohibition: [{ action: 'use' }] }, '/policy'],
    ['that is too long', { 'urn:x': Array.from({ length: 100 }, () => 'x'.repeat(900)) }, '/policy'],
  ])('is refused: %s', async (_, more, path) => {
    const { common } = await desk();
    const [first] = await refused(await post({ ...common, policy: policy(more) }));
    expect(first?.path).toBe(path);
  });

  it('is refused, not choked on, when it nests without end', async () => {
    const { common } = await desk();
    const body = JSON.stringify({ ...common, policy: 'POLICY' }).replace(
      '"POLICY"',
      `{"permission":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    );
    const response = await request('/v1/admin/licenses', {
      method: 'POST',
      token: admin,
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(response.status).toBe(400);
  });
});

describe('what is probably a mistake', () => {
  it('is granted and told of, then and whenever it is read', async () => {
    const { partner, product } = await desk();
    const odd = termsFor(partner.id, product.id, {
      starts: '2019-01-01',
      ends: '2020-01-01',
      alterations: ['crop'],
      components: ['dispatch'],
    });
    const created = await create<Resource>('/v1/admin/licenses', admin, odd);
    const warnings = [
      { path: '/ends', code: 'expired', key: 'expired', message: expect.stringContaining('2020-01-01') },
      {
        path: '/alterations/0',
        code: 'terms',
        key: 'alteration_void',
        message: expect.stringContaining('crop'),
      },
    ];
    expect(created.warnings).toEqual(warnings);
    expect((await read(created.id)).warnings).toEqual(warnings);
    const mended = (await (
      await patch(created.id, { ends: '2099-01-01', alterations: ['headline'] })
    ).json()) as Resource;
    expect(mended).not.toHaveProperty('warnings');
  });
});

describe('a change', () => {
  it('passes a license from terms to a policy and back', async () => {
    const { license } = await desk();
    const byPolicy = (await (await patch(license.id, { policy: policy(), uses: null })).json()) as Resource;
    expect(byPolicy).toMatchObject({ version: 2, policy: policy() });
    for (const field of NAMED) expect(byPolicy).not.toHaveProperty(field);
    const other = policy({ permission: [{ action: 'archive' }] });
    expect(await (await patch(license.id, { policy: other })).json()).toMatchObject({
      version: 3,
      policy: other,
    });
    const named = { uses: ['print'], components: ['dispatch'], territories: ['DE'], channels: ['print'] };
    const back = (await (await patch(license.id, { ...named, policy: null })).json()) as Resource;
    expect(back).toMatchObject({ version: 4, ...named });
    expect(back).not.toHaveProperty('policy');
  });

  it('leaves nobody in doubt of what is licensed', async () => {
    const { license } = await desk();
    const paths = async (json: object) =>
      (await refused(await patch(license.id, json))).map(({ path }) => path);
    expect(await paths({ policy: policy(), channels: ['web'] })).toEqual(['/channels']);
    expect(await paths({ uses: null })).toEqual(['/uses']);
    await patch(license.id, { policy: policy() });
    expect(await paths({ onlineDays: 3 })).toEqual(['/onlineDays']);
    expect(await paths({ policy: null })).toEqual(NAMED.map((field) => `/${field}`));
    expect(await read(license.id)).toMatchObject({ version: 2, policy: policy() });
  });

  it('stops a license whatever its policy says', async () => {
    const { license } = await desk();
    await patch(license.id, { policy: policy() });
    expect(await (await patch(license.id, { status: 'suspended' })).json()).toMatchObject({
      status: 'suspended',
      version: 3,
    });
  });
});

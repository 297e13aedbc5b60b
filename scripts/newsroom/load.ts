/** Loads the sample newsroom into an empty gateway through its public API. */
import {
  type Client,
  type ClientCredentials,
  expectStatus,
  listAt,
  signIn,
  stringAt,
  valueAt,
} from './client.ts';
import {
  dateOf,
  type ItemPlan,
  movedBy,
  type Newsroom,
  type PartnerPlan,
  readItem,
  readMedia,
  readNewsroom,
} from './sample.ts';

export interface PartnerCredentials extends ClientCredentials {
  name: string;
  license: string;
}

/** Item name → what the gateway calls it and its components (association name → component id). */
type Loaded = Map<string, { id: string; components: Map<string, string> }>;

/** Returns the partners' keys in the order of sample/newsroom.json. Throws at the first unexpected answer. */
export async function loadSample(gateway: string, admin: ClientCredentials): Promise<PartnerCredentials[]> {
  const newsroom = await readNewsroom();
  const desk = await signIn(gateway, admin);
  const now = Date.now();
  const products = await createProducts(desk, newsroom);
  const [partners, items] = await Promise.all([
    inOrder(newsroom.partners, (plan) => createPartner(desk, plan, products, now)),
    loadItems(desk, newsroom, now),
  ]);
  await inOrder(newsroom.restrictions, ({ scope, text }) =>
    created(desk, 'restrictions', {
      scope: typeof scope === 'string' ? scope : componentOf(items, scope),
      text,
    }),
  );
  return partners;
}

export async function created(desk: Client, resource: string, json: unknown): Promise<unknown> {
  const answer = await desk.send('POST', `/v1/admin/${resource}`, { json });
  expectStatus(answer, `POST /v1/admin/${resource}`, 201);
  return answer.json;
}

async function createProducts(desk: Client, { products }: Newsroom): Promise<Map<string, string>> {
  const pairs = await inOrder(
    products,
    async ({ key, ...product }): Promise<[string, string]> => [
      key,
      stringAt(await created(desk, 'products', product), 'id'),
    ],
  );
  return new Map(pairs);
}

async function createPartner(
  desk: Client,
  plan: PartnerPlan,
  products: Map<string, string>,
  now: number,
): Promise<PartnerCredentials> {
  const { name, contact, titles } = plan;
  const partner = stringAt(await created(desk, 'partners', { name, contact, titles }), 'id');
  const terms = {
    ...plan.license,
    partner,
    products: plan.license.products.map((key) => products.get(key) ?? key),
    starts: dateOf(plan.license.starts, now),
    ends: dateOf(plan.license.ends, now),
  };
  const license = stringAt(await created(desk, 'licenses', terms), 'id');
  const key = await created(desk, 'keys', { license, name: `${name}, main site` });
  if (plan.suspended) {
    const answer = await desk.send('PATCH', `/v1/admin/licenses/${license}`, {
      json: { status: 'suspended' },
    });
    expectStatus(answer, 'PATCH /v1/admin/licenses', 200);
  }
  return {
    name,
    license,
    client_id: stringAt(key, 'client_id'),
    client_secret: stringAt(key, 'client_secret'),
  };
}

/** One after the other, oldest first, so that the order of changes is the order of the morning. */
async function loadItems(desk: Client, { items, frozenAt }: Newsroom, now: number): Promise<Loaded> {
  const byMs = now - Date.parse(frozenAt);
  const loaded = await inOrder(items, async (plan) => {
    const item = await ingest(desk, movedBy(await readItem(plan.file), byMs), plan);
    return [plan.file.replace('.json', ''), item] as const;
  });
  return new Map(loaded);
}

/** Puts one item and the bytes of its pictures. */
export async function ingest(
  desk: Client,
  item: { [property: string]: unknown },
  { sections, media = {} }: Omit<ItemPlan, 'file'>,
): Promise<{ id: string; components: Map<string, string>; unreviewed: string[] }> {
  const query = sections.map((section) => `section=${encodeURIComponent(section)}`).join('&');
  const answer = await desk.send('PUT', `/v1/admin/articles?${query}`, { json: item });
  expectStatus(answer, `PUT /v1/admin/articles (${String(item.uri)})`, 201, 200);
  const id = stringAt(answer.json, 'id');
  const components = await namesOfComponents(desk, id);
  await Promise.all(
    Object.entries(media).map(async ([name, file]) => {
      const path = `/v1/admin/articles/${id}/components/${components.get(name)}`;
      expectStatus(await desk.send('PUT', path, await readMedia(file)), `PUT ${path} (${name})`, 200, 201);
    }),
  );
  const unreviewed = listAt(answer.json, 'unreviewed').filter((value) => typeof value === 'string');
  return { id, components, unreviewed };
}

async function namesOfComponents(desk: Client, id: string): Promise<Map<string, string>> {
  const answer = await desk.send('GET', `/v1/admin/articles/${id}`);
  expectStatus(answer, `GET /v1/admin/articles/${id}`, 200);
  return new Map(
    listAt(answer.json, 'components').map((component) => [
      String(valueAt(component, 'name')),
      stringAt(component, 'id'),
    ]),
  );
}

function componentOf(items: Loaded, { item, component }: { item: string; component: string }): string {
  const id = items.get(item)?.components.get(component);
  if (id === undefined) throw new Error(`the sample has no component ${component} of ${item}`);
  return id;
}

async function inOrder<T, R>(values: readonly T[], each: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const value of values) results.push(await each(value));
  return results;
}

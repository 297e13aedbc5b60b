/** Products, partners, licenses and keys of a plan, each created unless it is there. */
import { atOnce } from '../../lib/at-once.ts';
import { type ClientCredentials, stringAt } from '../client.ts';
import { isMadeBefore, type Party } from '../party.ts';
import type { LicensePlan } from '../plan/licenses.ts';
import { PRODUCTS, type ProductPlan } from '../plan/products.ts';
import { CALLS_AT_ONCE, createMissing, rowsBy } from './present.ts';

export interface Licensed {
  id: string;
  version: number;
  plan: LicensePlan;
  live: ClientCredentials;
  test?: ClientCredentials;
}

type Stored = Pick<Licensed, 'id' | 'version'> & { ends: string; consent: { reference: string } };

const DAY_MS = 86_400_000;

/** `storedKeys`: keys that an earlier run has written down, by id. */
export async function license(
  desk: Party,
  plans: LicensePlan[],
  storedKeys: Map<string, ClientCredentials>,
  onProgress: (line: string) => void,
): Promise<Licensed[]> {
  // A product of the same name that selects something else is another product.
  const productKey = ({ name, sections }: ProductPlan) => JSON.stringify([name, sections ?? null]);
  const products = await createMissing<ProductPlan & { id: string }>(
    desk,
    '/v1/admin/products',
    productKey,
    new Map(PRODUCTS.map((product) => [productKey(product), product])),
  );
  const productIds = new Map(
    PRODUCTS.map((product) => [product.name, products.get(productKey(product))?.id]),
  );
  const partners = await createMissing<{ id: string; contact: string | null }>(
    desk,
    '/v1/admin/partners',
    ({ contact }) => contact ?? undefined,
    new Map(plans.map(({ partner }) => [partner.contact, partner])),
  );
  // A license whose term is over gets no keys, so its term is shortened once it has them.
  const later = new Date(Date.now() + DAY_MS).toISOString();
  const bodies = plans.map(({ terms, partner, product }) => ({
    ...terms,
    ...(Date.parse(terms.ends) <= Date.now() && { ends: later }),
    partner: partners.get(partner.contact)?.id,
    products: [productIds.get(product)],
  }));
  const licenses = await createMissing<Stored>(
    desk,
    '/v1/admin/licenses',
    ({ consent }) => consent.reference,
    new Map(bodies.map((body) => [body.consent.reference, body])),
  );
  return atOnce(plans, CALLS_AT_ONCE, async (plan): Promise<Licensed> => {
    const { ends: planned, consent } = plan.terms;
    const { id = '', version = 1, ends = planned } = licenses.get(consent.reference) ?? {};
    const keys = await keysOf(desk, id, plan, storedKeys);
    if (Date.parse(planned) <= Date.now() && Date.parse(ends) > Date.now())
      await desk.call('PATCH', `/v1/admin/licenses/${id}`, { json: { ends: planned } });
    if ((plan.place + 1) % 100 === 0) onProgress(`${plan.place + 1} licenses`);
    return { id, version, plan, ...keys };
  });
}

/** A key whose secret nobody has written down is rotated. */
async function keysOf(
  desk: Party,
  license: string,
  { partner, hasTestKey }: LicensePlan,
  storedKeys: Map<string, ClientCredentials>,
): Promise<Pick<Licensed, 'live' | 'test'>> {
  const keyOf = async (env: 'live' | 'test'): Promise<ClientCredentials> => {
    const active = await rowsBy<{ id: string; env: string; status: string }>(
      desk,
      `/v1/admin/keys?limit=200&license=${license}`,
      (key) => (key.status === 'active' && key.env === env ? key.id : undefined),
    );
    const [first] = active.keys();
    const known = first && storedKeys.get(first);
    if (known) return known;
    const answer = first
      ? await desk.call('POST', `/v1/admin/keys/${first}/rotate`, { json: { overlapHours: 0 } })
      : await desk.call('POST', '/v1/admin/keys', {
          json: { license, name: `${partner.name}, ${env}`, env },
        });
    if (isMadeBefore(answer)) return keyOf(env);
    return {
      client_id: stringAt(answer.json, 'client_id'),
      client_secret: stringAt(answer.json, 'client_secret'),
    };
  };
  return { live: await keyOf('live'), ...(hasTestKey && { test: await keyOf('test') }) };
}

/** The licensing desk's morning: products, partners, licenses and their keys, each unless it is there. */

import { atOnce } from '../../lib/at-once.ts';
import { StartFailure } from '../../lib/failure.ts';
import { type Answer, type ClientCredentials, stringAt, valueAt } from '../client.ts';
import type { LicensePlan } from '../plan/licenses.ts';
import { PRODUCTS } from '../plan/products.ts';
import { referenceOf } from '../plan/tag.ts';
import { isMadeBefore, type Party, saidBy } from './party.ts';
import { noAnswer, pause, retryAfterMs } from './patience.ts';
import {
  everyOf,
  type PresentLicense,
  presentLicenses,
  presentPartners,
  presentProducts,
  productKey,
} from './present.ts';

export interface Licensed extends PresentLicense {
  plan: LicensePlan;
  live: ClientCredentials;
  test?: ClientCredentials;
}

/**
 * The desk's calls under way at a time: enough to keep a machine busy, far from what an operator may in a
 * minute.
 */
const HANDS = 6;
const ATTEMPTS = 10;

/** `storedKeys`: keys that a run before has written down, by id. */
export async function license(
  desk: Party,
  {
    tag,
    plans,
    storedKeys,
    tell,
  }: {
    tag: string;
    plans: LicensePlan[];
    storedKeys: Map<string, ClientCredentials>;
    tell: (line: string) => void;
  },
): Promise<Licensed[]> {
  const products = await productIds(desk);
  const { own: partners } = await presentPartners(desk, tag);
  const houses = new Map(plans.map(({ partner }) => [partner.contact, partner]));
  await atOnce([...houses.values()], HANDS, async (partner) => {
    if (partners.has(partner.contact)) return;
    const created = await make(desk, '/v1/admin/partners', partner, async () =>
      (await presentPartners(desk, tag)).own.get(partner.contact),
    );
    partners.set(partner.contact, created as { id: string; created: string });
  });
  const licenses = await presentLicenses(desk, tag);
  const licensed: Licensed[] = [];
  await atOnce(plans, HANDS, async (plan) => {
    const reference = referenceOf(tag, plan.place);
    const body = {
      ...plan.terms,
      partner: partners.get(plan.partner.contact)?.id,
      products: [products.get(plan.product)],
    };
    const found =
      licenses.get(reference) ??
      ((await make(desk, '/v1/admin/licenses', body, async () =>
        (await presentLicenses(desk, tag)).get(reference),
      )) as PresentLicense);
    const keys = await keysOf(desk, found.id, plan, storedKeys);
    licensed[plan.place] = { ...found, plan, ...keys };
    if ((plan.place + 1) % 100 === 0) tell(`${plan.place + 1} licenses`);
  });
  return licensed;
}

async function productIds(desk: Party): Promise<Map<string, string>> {
  const present = await presentProducts(desk);
  const ids = new Map<string, string>();
  for (const product of PRODUCTS) {
    const key = productKey(product.name, product.sections);
    const find = async () => {
      const id = (await presentProducts(desk)).get(key);
      return id === undefined ? undefined : { id };
    };
    const productId =
      present.get(key) ?? stringAt(await make(desk, '/v1/admin/products', product, find), 'id');
    ids.set(product.name, productId);
  }
  return ids;
}

/** Keys by their names. A secret that nobody has written down is lost: then there is a new one. */
async function keysOf(
  desk: Party,
  license: string,
  { partner, hasTestKey }: LicensePlan,
  storedKeys: Map<string, ClientCredentials>,
): Promise<Pick<Licensed, 'live' | 'test'>> {
  const present = await activeKeys(desk, license);
  const keyOf = async (env: 'live' | 'test', among = present): Promise<ClientCredentials> => {
    const [first] = among.filter((key) => key.env === env);
    const known = first && storedKeys.get(first.id);
    if (known) return known;
    const answer = first
      ? await desk.call('POST', `/v1/admin/keys/${first.id}/rotate`, { json: { overlapHours: 0 } })
      : await desk.call('POST', '/v1/admin/keys', {
          json: { license, name: `${partner.name}, ${env}`, env },
        });
    if (isMadeBefore(answer)) return keyOf(env, await activeKeys(desk, license));
    return {
      client_id: stringAt(answer.json, 'client_id'),
      client_secret: stringAt(answer.json, 'client_secret'),
    };
  };
  return { live: await keyOf('live'), ...(hasTestKey && { test: await keyOf('test') }) };
}

async function activeKeys(desk: Party, license: string): Promise<{ id: string; env: string }[]> {
  const active: { id: string; env: string }[] = [];
  for await (const key of everyOf(desk, `/v1/admin/keys?limit=200&license=${license}`))
    if (valueAt(key, 'status') === 'active')
      active.push({ id: stringAt(key, 'id'), env: stringAt(key, 'env') });
  return active;
}

/**
 * Made once: what the gateway answers 503 to may be stored all the same, and so may what it did not answer to
 * at all; then it is looked for before it is made again.
 */
async function make(
  desk: Party,
  path: string,
  json: unknown,
  find: () => Promise<unknown>,
): Promise<unknown> {
  const once = crypto.randomUUID();
  let last = 'no answer';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = attempt > 0 ? await find() : undefined;
    if (found !== undefined) return found;
    const answer: Answer | Error = await desk.once('POST', path, json, once).catch(noAnswer);
    if (answer instanceof Error) {
      last = answer.message;
      await pause(1_000);
    } else if (answer.status === 201) return answer.json;
    else if (answer.status === 429 || answer.status === 503 || isMadeBefore(answer)) {
      last = saidBy(answer);
      await pause(retryAfterMs(answer));
    } else throw new StartFailure(`POST ${path}: ${saidBy(answer)}`);
  }
  throw new StartFailure(`POST ${path}: ${last}; run it again to go on`);
}

/**
 * The licensing desk, which goes on stopping and making things while the gateway dies. It repeats itself
 * until it has its 2xx.
 */
import { tokenOf } from '../support/embedded.ts';
import { type Fixture, newArticle, newKey } from './fixture.ts';
import type { Random } from './random.ts';
import { pause } from './victim.ts';

export const POOL = ['ledger-0', 'ledger-1'];

const TOKEN_MS = 6 * 60_000;
const OUT = 'GERMANY OUT';

export async function licenseDesk(fixture: Fixture, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(random.between(20, 150));
    await refreshed(fixture);
    await (random.chance(0.5) ? changeKey(fixture, random) : suspend(fixture, random));
  }
}

export async function newsDesk(fixture: Fixture, random: Random, isOver: () => boolean): Promise<void> {
  let count = fixture.articles.length;
  while (!isOver()) {
    await pause(random.between(50, 300));
    const article = random.pick(fixture.articles.slice(-20));
    if (fixture.withdrawals.covers(article, { began: performance.now(), ended: performance.now() })) continue;
    if (random.chance(0.5)) {
      const began = performance.now();
      await insist(fixture, 'PATCH', `articles/${article}`, { pubStatus: 'canceled' });
      fixture.killedAt.set(article, began);
    } else await insist(fixture, 'POST', 'restrictions', { scope: article, text: OUT });
    fixture.withdrawals.begin(article);
    const n = count++;
    fixture.articles.push(await repeated(() => newArticle(fixture, n)));
  }
}

/**
 * Partners go from one ledger object to the other; one that is under way, or is there already, is left alone.
 */
export async function moveDesk(fixture: Fixture, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(random.between(200, 1_500));
    const { partner } = random.pick(fixture.sites);
    const response = await fetch(`${fixture.url}/v1/admin/partners/${partner}/move`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${fixture.admin.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ object: random.pick(POOL) }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (response?.status === 202) fixture.moves++;
    else if (response && ![409, 500, 503].includes(response.status))
      fixture.faults.push(`${response.status} for a move: ${await response.text()}`);
  }
}

async function changeKey(fixture: Fixture, random: Random): Promise<void> {
  const site = random.pick(fixture.sites);
  const old = random.pick(site.keys.filter(({ revokedAt }) => revokedAt === Number.POSITIVE_INFINITY));
  site.keys.push(await repeated(() => newKey(fixture, site.license)));
  old.revokedAt = performance.now();
  await insist(fixture, 'DELETE', `keys/${old.id}`);
  fixture.withdrawals.begin(old.id);
}

async function suspend(fixture: Fixture, random: Random): Promise<void> {
  const { license } = random.pick(fixture.sites);
  await insist(fixture, 'PATCH', `licenses/${license}`, { status: 'suspended' });
  fixture.withdrawals.begin(license);
  await pause(random.between(20, 150));
  fixture.withdrawals.end(license);
  await insist(fixture, 'PATCH', `licenses/${license}`, { status: 'active' });
}

/** Until it is a 2xx: what is answered otherwise, or not at all, is not acknowledged. */
export async function insist(fixture: Fixture, method: string, path: string, json?: unknown): Promise<void> {
  await repeated(async () => {
    const response = await fetch(`${fixture.url}/v1/admin/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${fixture.admin.token}`,
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    if (response.ok) return;
    // A repetition may meet what its first attempt has done.
    if (![409, 503].includes(response.status))
      throw new Unexpected(`${method} ${path}: ${response.status} ${text}`);
    throw new Error(text);
  });
  fixture.changes++;
}

const ATTEMPTS_MAX = 1_200;

/** Not what a crash explains. */
class Unexpected extends Error {}

export async function repeated<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Unexpected || attempts === ATTEMPTS_MAX) throw error;
      await pause(100);
    }
  }
}

/** Tokens live for minutes; so may the test. */
export async function refreshed(fixture: Fixture): Promise<void> {
  const due = (tokenAt: number) => performance.now() - tokenAt > TOKEN_MS;
  if (due(fixture.admin.tokenAt))
    fixture.admin = {
      ...fixture.admin,
      token: await repeated(() => tokenOf(fixture.url, fixture.admin.client)),
      tokenAt: performance.now(),
    };
  for (const key of fixture.sites.flatMap(({ keys }) => keys)) {
    if (!due(key.tokenAt) || key.revokedAt !== Number.POSITIVE_INFINITY) continue;
    key.token = await repeated(() => tokenOf(fixture.url, key.client));
    key.tokenAt = performance.now();
  }
}

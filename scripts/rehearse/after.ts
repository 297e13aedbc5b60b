/** What must hold of a running gateway at rest. Each function returns a sentence for each fault. */
import { sign } from '../../test/crash/proofs.ts';
import { call, tokenOf } from '../../test/support/calls.ts';
import type { Client } from '../lib/new-operator.ts';
import { soon } from './report.ts';

export interface Health {
  status: string;
  outbox: number | null;
  unconfirmedLicenses: number | null;
  findings: { kind: string; license: string | null; detail: string }[];
  objects: { object: string; walkedAt: string | null }[];
}

const WELL_MS = 60_000;
/** A walk goes a step with each alarm, and those of an object that is idle come by the minute. */
const WALK_MS = 20 * 60_000;
/** A log that has grown is signed a minute after it was signed last. */
const COVERED_MS = 90_000;

export async function healthOf(url: string, client: Client): Promise<Health> {
  return call<Health>(`${url}/v1/admin/health`, await tokenOf(url, client), 'GET');
}

/** With `isWhole`, also waits for the self-check of every object. `expected`: findings that are no faults. */
export async function notWell(
  url: string,
  client: Client,
  isWhole: boolean,
  expected: string[] = [],
): Promise<string[]> {
  const since = new Date().toISOString();
  const unexpected = ({ findings }: Health) => findings.filter(({ kind }) => !expected.includes(kind));
  const looked = ({ objects }: Health) =>
    !isWhole || objects.every(({ walkedAt }) => (walkedAt ?? '') > since);
  const token = await tokenOf(url, client);
  let last: Health | undefined;
  const well = await soon(
    async () => {
      last = await call<Health>(`${url}/v1/admin/health`, token, 'GET');
      const isWell = last.status === 'ok' || (expected.length > 0 && unexpected(last).length === 0);
      return isWell && looked(last) ? last : null;
    },
    isWhole ? WALK_MS : WELL_MS,
  );
  return well ? [] : [`health is not well: ${JSON.stringify(last)}`];
}

/** `accepted` with `pending`: no checkpoint may cover the receipts yet. */
export async function unverified(
  url: string,
  receipts: string[],
  accepted: string[] = ['included'],
): Promise<string[]> {
  if (receipts.length === 0) return ['there was no receipt to verify'];
  const faults: string[] = [];
  for (const receipt of receipts) {
    const response = await fetch(`${url}/v1/receipts/verify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ receipt }),
    });
    const verdict = (await response.json()) as { valid?: boolean; log?: string };
    if (!verdict.valid || !accepted.includes(verdict.log ?? ''))
      faults.push(`a receipt from before is not stood by: ${response.status} ${JSON.stringify(verdict)}`);
  }
  return faults;
}

/** Waits for a checkpoint: a log that was just signed is signed again only a minute later. */
export async function uncovered(
  url: string,
  client: Client,
  licenses: string[],
  receipts: string[],
): Promise<string[]> {
  let faults: string[] = [];
  await soon(async () => {
    await sign(url, await tokenOf(url, client), licenses);
    faults = await unverified(url, receipts);
    return faults.length === 0 ? faults : null;
  }, COVERED_MS);
  return faults;
}

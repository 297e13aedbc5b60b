/**
 * Where a ledger object lives: the only place that turns its name into the object. Its id depends on the jurisdiction, so the same name
 * under another one is another object, without the log: a value that is not understood is an error, never "none".
 */
import type { Env } from '../platform/env.ts';

type Places = Pick<Env, 'LEDGER' | 'LEDGER_JURISDICTION' | 'LEDGER_REGIONS'>;

export function ledgerObject(env: Places, name: string) {
  const objects = inJurisdiction(env);
  const locationHint = regionOf(env, name);
  const id = objects.idFromName(name);
  return locationHint === undefined ? objects.get(id) : objects.get(id, { locationHint });
}

function inJurisdiction({ LEDGER, LEDGER_JURISDICTION: chosen }: Places): Env['LEDGER'] {
  if (!chosen || chosen === 'none') return LEDGER;
  if (chosen === 'eu') return LEDGER.jurisdiction('eu');
  throw new Error(`LEDGER_JURISDICTION is "${chosen}", and neither "eu" nor "none"`);
}

/**
 * Near whom it is made, when it is made: the platform looks at the hint once. `ledger-N` goes round the regions, so that a pool has
 * objects in each; the others are in the first.
 */
function regionOf({ LEDGER_REGIONS }: Places, name: string): DurableObjectLocationHint | undefined {
  if (!LEDGER_REGIONS) return undefined;
  const regions = LEDGER_REGIONS.split(',').map((region) => region.trim());
  const number = Number(/^ledger-(\d+)$/.exec(name)?.[1] ?? 0);
  return regions[number % regions.length] as DurableObjectLocationHint;
}

/**
 * Resolves an object by name; no other code does. Its id depends on the jurisdiction, so another jurisdiction
 * means another object, without the log. An unknown value is an error, never "none".
 */
import type { Env } from '../platform/env.ts';

type LocationEnv = Pick<Env, 'LEDGER_JURISDICTION' | 'LEDGER_REGIONS'>;

export function objectIn<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  env: LocationEnv,
  name: string,
): DurableObjectStub<T> {
  const objects = inJurisdiction(namespace, env);
  const locationHint = regionOf(env, name);
  const id = objects.idFromName(name);
  return locationHint === undefined ? objects.get(id) : objects.get(id, { locationHint });
}

function inJurisdiction<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  { LEDGER_JURISDICTION: chosen }: LocationEnv,
): DurableObjectNamespace<T> {
  if (!chosen || chosen === 'none') return namespace;
  if (chosen === 'eu') return namespace.jurisdiction('eu');
  throw new Error(`LEDGER_JURISDICTION is "${chosen}", and neither "eu" nor "none"`);
}

/**
 * Location hint for a new object; the platform uses it only once. `ledger-N` alternates between the regions,
 * so that a pool has objects in each; other objects are in the first.
 */
function regionOf({ LEDGER_REGIONS }: LocationEnv, name: string): DurableObjectLocationHint | undefined {
  if (!LEDGER_REGIONS) return undefined;
  const regions = LEDGER_REGIONS.split(',').map((region) => region.trim());
  const number = Number(/^ledger-(\d+)$/.exec(name)?.[1] ?? 0);
  return regions[number % regions.length] as DurableObjectLocationHint;
}

/** Checks and compiles terms that are not stored yet. The API validates them again. Pure. */
import { newLicense, termsOf } from '../../licensing/licenses/schemas.ts';
import { faultsOf } from '../../platform/http.ts';
import { checkLicense, compileLicense, warningsOfTerm } from '../../rights/index.ts';
import type { Title } from '../../rights/terms.ts';
import { at, firstOfEach } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';

export interface DraftReading {
  body: Record<string, unknown>;
  missing: Fault[];
  faults: Fault[];
  warnings: Fault[];
  /** Null if the terms do not compile. */
  agreement: unknown;
}

interface Source {
  id: string;
  version: number;
  titles: Title[];
}

export function readDraft(
  body: Record<string, unknown>,
  { id, version, titles }: Source,
  now: number,
): DraftReading {
  const parsed = newLicense.safeParse(body);
  const incomplete = (faults: Fault[]) => ({
    body,
    ...splitFaults(body, faults),
    warnings: warningsOfTerm(body, now),
    agreement: null,
  });
  if (!parsed.success) return incomplete(faultsOf(parsed.error));
  const source = { id, version, terms: termsOf(parsed.data), titles };
  const compiled = compileLicense(source);
  if (!compiled.ok) return incomplete(compiled.reason);
  const { faults, warnings } = checkLicense(source, now);
  const otherWarnings = warnings.filter(
    (warning) => !faults.some(({ path, message }) => path === warning.path && message === warning.message),
  );
  const { agreement } = compiled.value;
  return { body, ...splitFaults(body, faults), warnings: otherWarnings, agreement };
}

/** A fault is `missing` if the body has no value at its path. */
function splitFaults(body: Record<string, unknown>, faults: Fault[]) {
  const isMissing = ({ path }: Fault) => at(body, path) === undefined;
  return {
    missing: firstOfEach(faults.filter(isMissing)),
    faults: faults.filter((fault) => !isMissing(fault)),
  };
}

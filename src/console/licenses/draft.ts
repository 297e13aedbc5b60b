/** Terms that nobody has stored: what is missing, what is wrong with them, and what they compile to. Pure; the API judges again. */
import { newLicense, termsOf } from '../../licensing/licenses/schemas.ts';
import { faultsOf } from '../../platform/http.ts';
import { checkLicense, compileLicense } from '../../rights/index.ts';
import type { Title } from '../../rights/terms.ts';
import { at, firstOfEach } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';

export interface DraftReading {
  /** Of the terms: what is not there, and what cannot be. */
  missing: Fault[];
  faults: Fault[];
  warnings: Fault[];
  /** Null: the terms do not compile as they are. */
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
  if (!parsed.success) return partedFaults(body, faultsOf(parsed.error));
  const source = { id, version, terms: termsOf(parsed.data), titles };
  const compiled = compileLicense(source);
  if (!compiled.ok) return partedFaults(body, compiled.reason);
  const { faults, warnings } = checkLicense(source, now);
  const others = warnings.filter(
    (warning) => !faults.some(({ path, message }) => path === warning.path && message === warning.message),
  );
  return { ...partedFaults(body, faults), warnings: others, agreement: compiled.value.agreement };
}

/** What is asked for and not there is missing; what is there and cannot be is a fault. */
function partedFaults(body: Record<string, unknown>, found: Fault[]): DraftReading {
  const isMissing = ({ path }: Fault) => at(body, path) === undefined;
  return {
    missing: firstOfEach(found.filter(isMissing)),
    faults: found.filter((fault) => !isMissing(fault)),
    warnings: [],
    agreement: null,
  };
}

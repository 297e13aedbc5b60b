/** Steps of the license form: which to show, and which one a fault belongs to. Pure. */
import { type Field, flat } from '../forms/fields.ts';
import { firstOfEach } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';
import type { DraftReading } from './draft.ts';
import { STEPS, type Step } from './fields.ts';

export const STEP = '_at';
export const NEXT_STEP = '_step';
export const REFUSED = '_refused';

export type Steps = Record<Step, Field[]>;

export const stepIn = (form: FormData, name: string): Step | undefined =>
  STEPS.find((step) => step === form.get(name));

export const neighbor = (step: Step, offset: 1 | -1): Step | undefined => STEPS[STEPS.indexOf(step) + offset];

/** Step of the field that the pointer belongs to; defaults to the first. */
export function stepOf(steps: Steps, path: string): Step {
  const holds = (step: Step) =>
    flat(steps[step]).some((field) => path === field.path || path.startsWith(`${field.path}/`));
  return STEPS.find(holds) ?? 'what';
}

/** Moves on unless the step has invalid values. After a refusal, moves anywhere and shows all faults. */
export function stepNext(
  steps: Steps,
  form: FormData,
  { faults, missing }: Pick<DraftReading, 'faults' | 'missing'>,
): { step: Step; faults: Fault[] } {
  const current = stepIn(form, STEP) ?? 'what';
  const next = stepIn(form, NEXT_STEP) ?? current;
  const faultsOn = (step: Step, wrong: Fault[]) =>
    firstOfEach(wrong.filter(({ path }) => stepOf(steps, path) === step));
  if (form.has(REFUSED)) return { step: next, faults: firstOfEach([...faults, ...missing]) };
  // A quota without its period is a fault of the step that has the quota.
  const isBegun = ({ path }: Fault) => {
    const group = path.slice(0, path.lastIndexOf('/') + 1);
    return group !== '/' && [...form].some(([name, value]) => name.startsWith(group) && value !== '');
  };
  const stepFaults = faultsOn(current, [...faults, ...missing.filter(isBegun)]);
  const isOnward = STEPS.indexOf(next) > STEPS.indexOf(current);
  return isOnward && stepFaults.length > 0
    ? { step: current, faults: stepFaults }
    : { step: next, faults: [] };
}

export function stepOfFaults(steps: Steps, form: FormData, faults: Fault[]): Step {
  const faulty = new Set(faults.flatMap(({ path, key }) => (key === 'more' ? [] : stepOf(steps, path))));
  return STEPS.find((step) => faulty.has(step)) ?? stepIn(form, STEP) ?? 'what';
}

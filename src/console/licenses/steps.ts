/** The pages of the form of a license: which one is shown, and which a fault leads to. What was typed goes along in the form. Pure. */
import { type Field, flat } from '../forms/fields.ts';
import { firstOfEach } from '../forms/state.ts';
import type { Fault } from '../frame/api.ts';
import type { DraftReading } from './draft.ts';
import { STEPS, type Step } from './fields.ts';

/** The step that was sent, and the one that a button asks for. */
export const AT = '_at';
export const TO = '_step';
/** That it was sent as a whole, and not taken. */
export const REFUSED = '_refused';

export type Steps = Record<Step, Field[]>;

export const stepIn = (form: FormData, name: string): Step | undefined =>
  STEPS.find((step) => step === form.get(name));

export const neighbor = (step: Step, by: 1 | -1): Step | undefined => STEPS[STEPS.indexOf(step) + by];

/** The step whose field the pointer is about; of no field, the first. */
export function stepOf(steps: Steps, path: string): Step {
  const holds = (step: Step) =>
    flat(steps[step]).some((field) => path === field.path || path.startsWith(`${field.path}/`));
  return STEPS.find(holds) ?? 'what';
}

/** On, unless something on the step cannot be as it is. After a refusal to any step, with all that it lacks. */
export function stepNext(
  steps: Steps,
  form: FormData,
  { faults, missing }: Pick<DraftReading, 'faults' | 'missing'>,
): { step: Step; faults: Fault[] } {
  const at = stepIn(form, AT) ?? 'what';
  const to = stepIn(form, TO) ?? at;
  const on = (step: Step, wrong: Fault[]) =>
    firstOfEach(wrong.filter(({ path }) => stepOf(steps, path) === step));
  if (form.has(REFUSED)) return { step: to, faults: on(to, [...faults, ...missing]) };
  // A number without its period is a fault of the step that has the number.
  const isBegun = ({ path }: Fault) => {
    const whole = path.slice(0, path.lastIndexOf('/') + 1);
    return whole !== '/' && [...form].some(([name, value]) => name.startsWith(whole) && value !== '');
  };
  const here = on(at, [...faults, ...missing.filter(isBegun)]);
  const isOnward = STEPS.indexOf(to) > STEPS.indexOf(at);
  return isOnward && here.length > 0 ? { step: at, faults: here } : { step: to, faults: [] };
}

/** The first step that has a fault, or the one that was sent. */
export function stepOfFaults(steps: Steps, form: FormData, faults: Fault[]): Step {
  const faulty = new Set(faults.flatMap(({ path, key }) => (key === 'more' ? [] : stepOf(steps, path))));
  return STEPS.find((step) => faulty.has(step)) ?? stepIn(form, AT) ?? 'what';
}

/** The pages of the form of a license: which one is shown, and which a fault leads to. What was typed goes along in the form. Pure. */
import { type Field, flat } from '../forms/fields.ts';
import type { Fault } from '../frame/api.ts';
import { STEPS, type Step } from './fields.ts';

/** The step that was sent, and the one that a button asks for. */
export const AT = '_at';
export const TO = '_step';

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

/** Where to go from what was sent: on, unless something on the step cannot be as it is; what is missing can wait. */
export function stepNext(steps: Steps, form: FormData, wrong: Fault[]): { step: Step; faults: Fault[] } {
  const at = stepIn(form, AT) ?? 'what';
  const to = stepIn(form, TO) ?? at;
  const here = wrong.filter(({ path }) => stepOf(steps, path) === at);
  const isOnward = STEPS.indexOf(to) > STEPS.indexOf(at);
  return isOnward && here.length > 0 ? { step: at, faults: here } : { step: to, faults: [] };
}

/** The first step that has a fault, or the one that was sent. */
export function stepOfFaults(steps: Steps, form: FormData, faults: Fault[]): Step {
  const faulty = new Set(faults.map(({ path }) => stepOf(steps, path)));
  return STEPS.find((step) => faulty.has(step)) ?? stepIn(form, AT) ?? 'what';
}

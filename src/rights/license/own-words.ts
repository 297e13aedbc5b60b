/**
 * The gateway's own vocabulary in somebody else's policy. A bare ODRL evaluator compares whatever words it is given; here
 * a use only ever says `web` or `print`, so a prohibition of "internet" would never meet one. A word that no use can say is
 * therefore a constraint that cannot be evaluated: it fails closed, and the desk is told.
 */
import type { Atomic, Constraint, Policy, Rule } from '../odrl/model.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { CHANNELS } from '../terms.ts';
import type { RightsFault } from '../types.ts';

const MEDIA: ReadonlySet<string> = new Set(Object.values(MEDIA_OF_CHANNEL));
const PARTNER = /^(?:urn:imprimatur:partner:)?par_[0-9a-z_]+$/i;

/** By operand: the word as a use says it, or undefined when no use ever does. */
const WORDS: Record<string, (value: string) => string | undefined> = {
  deliveryChannel: (value) => CHANNELS.find((channel) => channel === value.toLowerCase()),
  media: (value) => [...MEDIA].find((medium) => medium === value.toLowerCase()),
  recipient: (value) => (PARTNER.test(value) ? value.replace(/^urn:imprimatur:partner:/i, '') : undefined),
};

export function inOwnWords(policy: Policy): { policy: Policy; warnings: RightsFault[] } {
  const warnings: RightsFault[] = [];
  // Atomic rules of one written rule share their constraints, and go on sharing them.
  const known = new Map<Constraint[], Constraint[]>();
  const constraints = (list: Constraint[]) => {
    const found = known.get(list) ?? list.map((one) => constraintInOwnWords(one, warnings));
    known.set(list, found);
    return found;
  };
  const rule = (one: Rule): Rule => ({
    ...one,
    constraints: constraints(one.constraints),
    duties: one.duties.map(rule),
  });
  return {
    policy: {
      ...policy,
      permissions: policy.permissions.map(rule),
      prohibitions: policy.prohibitions.map(rule),
      obligations: policy.obligations.map(rule),
    },
    warnings,
  };
}

function constraintInOwnWords(constraint: Constraint, warnings: RightsFault[]): Constraint {
  if (constraint.kind === 'compound')
    return { ...constraint, members: constraint.members.map((one) => constraintInOwnWords(one, warnings)) };
  if (constraint.kind !== 'atomic' || constraint.test.type !== 'member') return constraint;
  // "None but members" forbids whoever is not known to be one: there, a group that no use names is closed already.
  if (constraint.operand === 'recipient' && constraint.test.negate) return constraint;
  const say = WORDS[constraint.operand];
  return say ? atomicInOwnWords(constraint, constraint.test, say, warnings) : constraint;
}

function atomicInOwnWords(
  atomic: Atomic,
  test: Extract<Atomic['test'], { type: 'member' }>,
  say: (value: string) => string | undefined,
  warnings: RightsFault[],
): Constraint {
  const strange = [...test.values].filter((value) => say(value) === undefined);
  if (strange.length === 0)
    return {
      ...atomic,
      test: { ...test, values: new Set([...test.values].map((value) => say(value) ?? value)) },
    };
  const why = `no use ever says ${strange.map((value) => `"${value.slice(0, 80)}"`).join(', ')} of ${atomic.operand}`;
  warnings.push({ path: '/', message: `A constraint cannot be evaluated and fails closed: ${why}` });
  return { kind: 'broken', why, shown: atomic.shown };
}

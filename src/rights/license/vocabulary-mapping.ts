/**
 * Maps the vocabulary of an uploaded policy to the gateway's own. A bare ODRL evaluator compares any words;
 * here a use only ever states `web` or `print`, so a prohibition of "internet" would never apply. A
 * constraint with a word that no use can state therefore cannot be evaluated: it fails closed, and the desk
 * is warned.
 */
import { getOrInsert } from '../get-or-insert.ts';
import type { Message, Parameter } from '../message.ts';
import type { Atomic, Constraint, PointersByRule, Policy, Rule, RulePointers } from '../odrl/model.ts';
import { withSuggestion } from '../odrl/nearest.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { message, quoted, toFaultMessage } from '../policy-templates.ts';
import { printName, STATED_OPERANDS } from '../stated-operands.ts';
import { CHANNELS, COMPONENT_TYPES } from '../terms.ts';
import type { RightsFault } from '../types.ts';

const MEDIA: ReadonlySet<string> = new Set(Object.values(MEDIA_OF_CHANNEL));
const PARTNER = /^(?:urn:imprimatur:partner:)?par_[0-9a-z_]+$/i;

/** By operand: the word as a use states it. Undefined: no use does. */
const WORD_BY_OPERAND: Record<string, (value: string) => string | undefined> = {
  deliveryChannel: (value) => CHANNELS.find((channel) => channel === value.toLowerCase()),
  media: (value) => [...MEDIA].find((medium) => medium === value.toLowerCase()),
  component: (value) => COMPONENT_TYPES.find((type) => type === value.toLowerCase()),
  // Kinds of titles and host names, as the desk may enter them for a partner.
  product: (value) => (/^[a-z]{2,30}$/i.test(value) ? value.toLowerCase() : undefined),
  virtualLocation: (value) => (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value) ? value.toLowerCase() : undefined),
  language: (value) => (/^[a-z]{2,3}(-|$)/i.test(value) ? value : undefined),
  recipient: (value) => (PARTNER.test(value) ? value.replace(/^urn:imprimatur:partner:/i, '') : undefined),
  // Other stated facts, in the spelling of a use.
  ...Object.fromEntries(
    Object.entries(STATED_OPERANDS)
      .filter(([, kind]) => kind === 'name')
      .map(([operand]) => [operand, printName]),
  ),
};

/** Operand → words of its closed list, and common synonyms → the word. */
const HINTS: Record<string, readonly [readonly string[], Record<string, string>] | undefined> = {
  deliveryChannel: [
    CHANNELS,
    { internet: 'web', online: 'web', website: 'web', site: 'web', mobile: 'app', paper: 'print' },
  ],
  media: [[...MEDIA], { internet: 'online', web: 'online', paper: 'print' }],
  component: [
    COMPONENT_TYPES,
    {
      text: 'dispatch',
      picture: 'photograph',
      photo: 'photograph',
      image: 'photograph',
      infographic: 'graphic',
    },
  ],
};

export interface MappedPolicy {
  policy: Policy;
  warnings: RightsFault[];
  pointers: PointersByRule;
}

export function mapVocabulary(policy: Policy, writtenPointers: PointersByRule): MappedPolicy {
  const warnings = new Map<string, RightsFault>();
  const pointers = new Map(writtenPointers);
  // Atomic rules of one written rule share their constraints, before and after.
  const mappedLists = new Map<Constraint[], Constraint[]>();
  const constraints = (list: Constraint[]) => {
    return getOrInsert(mappedLists, list, () => list.map(mapConstraint));
  };
  const rule = (writtenRule: Rule): Rule => {
    const mappedRule = {
      ...writtenRule,
      constraints: constraints(writtenRule.constraints),
      duties: writtenRule.duties.map(rule),
    };
    const rulePointers = writtenPointers.get(writtenRule) ?? { rule: '', constraints: new Map() };
    pointers.set(mappedRule, movePointers(rulePointers, writtenRule.constraints, mappedRule.constraints));
    for (const { path, why } of unmappedConstraints(
      writtenRule.constraints,
      mappedRule.constraints,
      rulePointers,
    ))
      warnings.set(path, { path, ...toFaultMessage(message('reader.closed', { why })) });
    return mappedRule;
  };
  const mappedPolicy = {
    ...policy,
    permissions: policy.permissions.map(rule),
    prohibitions: policy.prohibitions.map(rule),
    obligations: policy.obligations.map(rule),
  };
  return { policy: mappedPolicy, warnings: [...warnings.values()], pointers };
}

function movePointers(
  rulePointers: RulePointers,
  from: readonly Constraint[],
  to: readonly Constraint[],
): RulePointers {
  const constraints = new Map(rulePointers.constraints);
  const movePointer = (constraint: Constraint | undefined, mapped: Constraint) => {
    const path = constraint && rulePointers.constraints.get(constraint);
    if (path !== undefined) constraints.set(mapped, path);
    if (constraint?.kind === 'compound' && mapped.kind === 'compound')
      for (const [position, member] of mapped.members.entries())
        movePointer(constraint.members[position], member);
  };
  for (const [position, own] of to.entries()) movePointer(from[position], own);
  return { rule: rulePointers.rule, constraints };
}

/** Constraints that could be evaluated before the mapping and cannot after it. */
function unmappedConstraints(
  from: readonly Constraint[],
  to: readonly Constraint[],
  rulePointers: RulePointers,
): { path: string; why: Message }[] {
  return from.flatMap((constraint, position) => {
    const mapped = to[position];
    if (constraint.kind === 'compound' && mapped?.kind === 'compound')
      return unmappedConstraints(constraint.members, mapped.members, rulePointers);
    return constraint.kind === 'atomic' && mapped?.kind === 'broken'
      ? [{ path: rulePointers.constraints.get(constraint) ?? rulePointers.rule, why: mapped.why }]
      : [];
  });
}

function mapConstraint(constraint: Constraint): Constraint {
  if (constraint.kind === 'compound')
    return { ...constraint, members: constraint.members.map(mapConstraint) };
  if (constraint.kind === 'atomic' && constraint.test.type === 'event')
    return { ...constraint, test: { ...constraint.test, events: constraint.test.events.map(printName) } };
  if (constraint.kind !== 'atomic' || constraint.test.type !== 'member') return constraint;
  // "None but members" forbids a recipient that is not known to be one, so a group that no use names is
  // closed already.
  if (constraint.operand === 'recipient' && constraint.test.negate) return constraint;
  const wordFor = WORD_BY_OPERAND[constraint.operand];
  return wordFor ? mapAtomic(constraint, constraint.test, wordFor) : constraint;
}

function mapAtomic(
  atomic: Atomic,
  test: Extract<Atomic['test'], { type: 'member' }>,
  wordFor: (value: string) => string | undefined,
): Constraint {
  const unmappedValues = [...test.values].filter((value) => wordFor(value) === undefined);
  // Without a change, it remains the object that all policies share.
  if (unmappedValues.length === 0)
    return [...test.values].every((value) => wordFor(value) === value)
      ? atomic
      : {
          ...atomic,
          test: { ...test, values: new Set([...test.values].map((value) => wordFor(value) ?? value)) },
        };
  const [first = ''] = unmappedValues;
  const values: Parameter = { list: unmappedValues.map((value) => quoted(value)), joint: 'comma' };
  const why = message('broken.unsaid', { values, operand: atomic.operand });
  const [words, others] = HINTS[atomic.operand] ?? [[], {}];
  return {
    kind: 'broken',
    why: withSuggestion(why, first, words, new Map(Object.entries(others))),
    display: atomic.display,
  };
}

/**
 * The gateway's own vocabulary in somebody else's policy. A bare ODRL evaluator compares whatever words it is given; here
 * a use only ever says `web` or `print`, so a prohibition of "internet" would never meet one. A word that no use can say is
 * therefore a constraint that cannot be evaluated: it fails closed, and the desk is told.
 */
import type { Message, Parameter } from '../message.ts';
import type { Atomic, Constraint, Place, Places, Policy, Rule } from '../odrl/model.ts';
import { withMeant } from '../odrl/nearest.ts';
import { MEDIA_OF_CHANNEL } from '../odrl/operands.ts';
import { message, quoted, saidAs } from '../policy-templates.ts';
import { printName, STATED_OPERANDS } from '../stated-operands.ts';
import { CHANNELS, COMPONENT_TYPES } from '../terms.ts';
import type { RightsFault } from '../types.ts';

const MEDIA: ReadonlySet<string> = new Set(Object.values(MEDIA_OF_CHANNEL));
const PARTNER = /^(?:urn:imprimatur:partner:)?par_[0-9a-z_]+$/i;

/** By operand: the word as a use says it, or undefined when no use ever does. */
const WORDS: Record<string, (value: string) => string | undefined> = {
  deliveryChannel: (value) => CHANNELS.find((channel) => channel === value.toLowerCase()),
  media: (value) => [...MEDIA].find((medium) => medium === value.toLowerCase()),
  component: (value) => COMPONENT_TYPES.find((type) => type === value.toLowerCase()),
  // Kinds of titles and host names, as the desk may write them for a partner.
  product: (value) => (/^[a-z]{2,30}$/i.test(value) ? value.toLowerCase() : undefined),
  virtualLocation: (value) => (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value) ? value.toLowerCase() : undefined),
  language: (value) => (/^[a-z]{2,3}(-|$)/i.test(value) ? value : undefined),
  recipient: (value) => (PARTNER.test(value) ? value.replace(/^urn:imprimatur:partner:/i, '') : undefined),
  // What a use states besides, in the spelling in which it does.
  ...Object.fromEntries(
    Object.entries(STATED_OPERANDS)
      .filter(([, kind]) => kind === 'name')
      .map(([operand]) => [operand, printName]),
  ),
};

/** Operand → the words of its closed list, and what people write for them → the word. */
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

export interface OwnWords {
  policy: Policy;
  warnings: RightsFault[];
  places: Places;
}

export function inOwnWords(policy: Policy, written: Places): OwnWords {
  const warnings = new Map<string, RightsFault>();
  const places = new Map(written);
  // Atomic rules of one written rule share their constraints, and go on sharing them.
  const known = new Map<Constraint[], Constraint[]>();
  const constraints = (list: Constraint[]) => {
    const found = known.get(list) ?? list.map(constraintInOwnWords);
    known.set(list, found);
    return found;
  };
  const rule = (one: Rule): Rule => {
    const own = { ...one, constraints: constraints(one.constraints), duties: one.duties.map(rule) };
    const place = written.get(one) ?? { rule: '', constraints: new Map() };
    places.set(own, moved(place, one.constraints, own.constraints));
    for (const { path, why } of strangeIn(one.constraints, own.constraints, place))
      warnings.set(path, { path, ...saidAs(message('reader.closed', { why })) });
    return own;
  };
  const said = {
    ...policy,
    permissions: policy.permissions.map(rule),
    prohibitions: policy.prohibitions.map(rule),
    obligations: policy.obligations.map(rule),
  };
  return { policy: said, warnings: [...warnings.values()], places };
}

function moved(place: Place, from: readonly Constraint[], to: readonly Constraint[]): Place {
  const constraints = new Map(place.constraints);
  const move = (one: Constraint | undefined, own: Constraint) => {
    const path = one && place.constraints.get(one);
    if (path !== undefined) constraints.set(own, path);
    if (one?.kind === 'compound' && own.kind === 'compound')
      for (const [position, member] of own.members.entries()) move(one.members[position], member);
  };
  for (const [position, own] of to.entries()) move(from[position], own);
  return { rule: place.rule, constraints };
}

/** Those that could be compared, and now cannot. */
function strangeIn(
  from: readonly Constraint[],
  to: readonly Constraint[],
  place: Place,
): { path: string; why: Message }[] {
  return from.flatMap((one, position) => {
    const own = to[position];
    if (one.kind === 'compound' && own?.kind === 'compound')
      return strangeIn(one.members, own.members, place);
    return one.kind === 'atomic' && own?.kind === 'broken'
      ? [{ path: place.constraints.get(one) ?? place.rule, why: own.why }]
      : [];
  });
}

function constraintInOwnWords(constraint: Constraint): Constraint {
  if (constraint.kind === 'compound')
    return { ...constraint, members: constraint.members.map(constraintInOwnWords) };
  if (constraint.kind === 'atomic' && constraint.test.type === 'event')
    return { ...constraint, test: { ...constraint.test, events: constraint.test.events.map(printName) } };
  if (constraint.kind !== 'atomic' || constraint.test.type !== 'member') return constraint;
  // "None but members" forbids whoever is not known to be one: there, a group that no use names is closed already.
  if (constraint.operand === 'recipient' && constraint.test.negate) return constraint;
  const say = WORDS[constraint.operand];
  return say ? atomicInOwnWords(constraint, constraint.test, say) : constraint;
}

function atomicInOwnWords(
  atomic: Atomic,
  test: Extract<Atomic['test'], { type: 'member' }>,
  say: (value: string) => string | undefined,
): Constraint {
  const strange = [...test.values].filter((value) => say(value) === undefined);
  // Said as we say it, it stays the object that all policies share.
  if (strange.length === 0)
    return [...test.values].every((value) => say(value) === value)
      ? atomic
      : {
          ...atomic,
          test: { ...test, values: new Set([...test.values].map((value) => say(value) ?? value)) },
        };
  const [first = ''] = strange;
  const values: Parameter = { list: strange.map((value) => quoted(value)), joint: 'comma' };
  const why = message('broken.unsaid', { values, operand: atomic.operand });
  const [words, others] = HINTS[atomic.operand] ?? [[], {}];
  return {
    kind: 'broken',
    why: withMeant(why, first, words, new Map(Object.entries(others))),
    shown: atomic.shown,
  };
}

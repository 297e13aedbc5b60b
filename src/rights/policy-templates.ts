/** English templates of the policy reader, the static checks, and rules in words. */
import { Message, messagesOf, type Parameters, type Say } from './message.ts';
import type { RightsFault } from './types.ts';

export const POLICY_TEMPLATES = {
  'policy_rule.permission': 'Permitted: {what}',
  'policy_rule.prohibition': 'Forbidden: {what}',
  'policy_rule.duty': 'Required: {what}',

  'reader.context': 'The context {context} is not loaded; its names are taken as they stand',
  'reader.no_action': 'It names no one action',
  'reader.action': 'The action {action} is not known',
  'reader.action_meant': 'The action {action} is not known (did you mean {meant}?)',
  'reader.never_grants': '{why}: this permission never grants',
  'reader.broken': 'A constraint cannot be evaluated: {why}',
  'reader.closed': 'A constraint cannot be evaluated and fails closed: {why}',
  'reader.stated': 'The operand {operand} is of no vocabulary that we know: no use of ours states it',
  'reader.no_uid': 'It has no uid, which a policy must have: nobody else can refer to it',
  'reader.foreign': '{member} is of another vocabulary: it is kept, and decides nothing',
  'reader.empty': '{member} is an empty list: it says nothing',

  'broken.meant': '{why}: did you mean {meant}?',
  'broken.operand': 'the operand {operand} is not known',
  'broken.operator': 'the operator {operator} is not known',
  'broken.unit': 'the unit {unit} is not known',
  'broken.no_value': 'it has no right operand that can be compared',
  'broken.place': '{name} is no ISO 3166 code and no named set',
  'broken.no_place': 'This is no ISO 3166 code and no named set',
  'broken.nothing_to_take_out_of': 'There is nothing that this could be taken out of',
  'broken.places': '{reasons}',
  'broken.no_number': '{values} is no number',
  'broken.names': '{operator} does not order names',
  'broken.one_number': '{operator} compares with one number',
  'broken.kinds': 'its values are of several kinds',
  'broken.no_date': '{values} is not one date or dateTime',
  'broken.instants': '{operator} does not compare instants',
  'broken.no_duration': '{values} is not one duration',
  'broken.durations': '{operator} does not compare durations',
  'broken.unsaid': 'no use ever says {values} of {operand}',

  'check.unchecked': 'It has more rules than can be compared: not everything about it was checked',
  'check.no_strategy': 'It has more rules than can be compared for conflicts: name a conflict strategy',
  'check.conflict':
    'This prohibition ({forbidden}) and the permission {permission} ({permitted}) meet the same uses, and the policy names no strategy: keep them apart, or say "conflict": "prohibit" or "perm"',
  'check.overridden':
    'Where both meet, the {kind} {rule} ({what}) counts and not this {loser} ({lost}), as the strategy {strategy} says',
  'check.swallowed':
    'This permission never counts: the prohibition {rule} forbids every use that it is about ({what})',
  'check.never_met': 'No use can ever meet this {kind}: {why}',
  'check.exclude': '"{one}" and "{other}" exclude each other',
  'check.alternatives': 'each alternative of "{one}" contradicts itself',
  'check.none_left': 'its other constraints leave nothing of "{one}"',
  'check.never_owed':
    'This duty ({act}) is never owed: "{one}" and what its permission asks, "{other}", exclude each other',
  'check.forbidden_too': 'The policy demands {act} and forbids it too: {rule} forbids {what}',
  'check.forbidden_in_part': 'The policy demands {act} and forbids it in part: {rule} forbids {what}',
  'check.outside':
    'This permission never counts: "{one}" lies outside of what the license itself is limited to, "{limit}"',
  'check.expired_permission': 'This permission ended on {at} and permits nothing any more',
  'check.expired_prohibition': 'This prohibition ended on {at} and forbids nothing any more',
  'check.expired_duty': 'This duty ended on {at} and demands nothing any more',
  'check.redundant': 'This {kind} adds nothing: {rule} says it already ({what})',
  'check.target': '{names} is no product of this license, no article and no component',
  'check.targets': '{names} are no product of this license, no article and no component',
  'check.never_counts': '{finding}: this {kind} never counts',
  'check.title': 'This permission never counts: {names} is no title of this partner',
} as const;

export const message: Say<typeof POLICY_TEMPLATES> = messagesOf(POLICY_TEMPLATES);

/** Members of a fault: its English message, and key and parameters for pages in other languages. */
export const toFaultMessage = ({ text, key, parameters }: Message): Omit<RightsFault, 'path'> => ({
  message: text,
  key,
  ...(Object.keys(parameters).length > 0 && { parameters }),
});

export const messageOf = ({ key = '', parameters = {} }: RightsFault): Message =>
  new Message(POLICY_TEMPLATES, key, parameters as Parameters);

export const quoted = (name: string, charactersMax = 80): string =>
  `"${name.toWellFormed().slice(0, charactersMax)}"`;

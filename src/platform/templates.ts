/** What operators are told when something cannot be done, in English. */
import { messagesOf, type Say } from '../rights/message.ts';

export const PROBLEM_TEMPLATES = {
  'missing.article': 'There is no article with this id.',
  'missing.article or version': 'There is no article or version with this id.',
  'missing.component of the current version': 'There is no component of the current version with this id.',
  'missing.component with bytes': 'There is no component with bytes with this id.',
  'missing.finding': 'There is no finding with this id.',
  'missing.hold': 'There is no hold with this id.',
  'missing.key': 'There is no key with this id.',
  'missing.license': 'There is no license with this id.',
  'missing.move of a partner': 'There is no move of a partner with this id.',
  'missing.operator': 'There is no operator with this id.',
  'missing.partner': 'There is no partner with this id.',
  'missing.phrase': 'There is no phrase with this id.',
  'missing.product': 'There is no product with this id.',
  'missing.restriction': 'There is no restriction with this id.',
  'missing.statement': 'There is no statement with this id.',
  'missing.page': 'There is no such page here.',
  'missing.route': 'There is no such route here.',

  'conflict.changed_meanwhile': 'Someone else changed this at the same time; read it again and repeat.',
  'conflict.changing_item': 'This item changes faster than this change of it can be stored; repeat it.',
  'conflict.changing_licenses':
    'Other licenses are being stored at the same time; nothing was changed. Repeat the request.',
  'conflict.done_before': 'This was done already by a request before; what it made is in the list.',
  'conflict.killed': 'The item has been killed, and a kill is final.',
  'conflict.killed_story':
    'The item has been killed, and a kill is final. Send the new story under a uri of its own.',
  'conflict.content_missing':
    'The content of this item is missing from the store. It can be killed, or be replaced by a new version.',
  'conflict.other_bytes': 'This version has other bytes already; other bytes are a new version of the item.',
  'conflict.hold_released': 'This hold is released already.',
  'conflict.period_open': 'The period ends at {to}; it can be closed from {from} on.',
  'conflict.partner_moving':
    'The partner is on its way to another ledger object; try again when it has arrived.',
  'conflict.entries_behind':
    'Entries of the period are still on their way into the list of the log; try again in a few seconds.',
  'conflict.checkpoint_behind':
    'The newest checkpoint does not cover all of the period yet; try again in a minute.',
  'conflict.phrase_taught': 'These words are taught already; withdraw that phrase first.',
  'conflict.phrases_full': '{max} phrases are in use; withdraw one first.',
  'conflict.restriction_withdrawn': 'This restriction is withdrawn; make a new one.',
  'conflict.text_of_wire': 'This text came with the wire and is kept as it came; correct its policy instead.',
  'conflict.last_owner': 'This is the last owner: name another one first.',
  'conflict.operator_revoked': 'This operator is revoked; make a new one.',
  'conflict.operator_without_key': 'This operator signs in with the identity provider and has no key here.',
  'conflict.role_of_provider': 'The role of this operator is what the identity provider says.',
  'conflict.exclusivity': 'The license would clash with an exclusivity. {why}.',
  'conflict.license_terminated': 'A terminated license cannot be changed any more; make a new one.',
  'conflict.key_revoked': 'This key is revoked; make a new one.',
  'conflict.key_of_terminated': 'The license is terminated.',
  'conflict.key_bound':
    'This key demands a proof of the client’s own key with every request, and an address can give none.',

  'forbidden.role': 'This is for the roles {roles}; this operator has the role {role}.',
  'forbidden.site': 'This was not sent by a page of this gateway. Open the console, and send it from there.',
} as const;

export const problemMessage: Say<typeof PROBLEM_TEMPLATES> = messagesOf(PROBLEM_TEMPLATES);

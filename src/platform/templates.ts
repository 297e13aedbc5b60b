/** English sentences of problems for operators. */
import { messagesOf, type Say } from '../rights/message.ts';

export const PROBLEM_TEMPLATES = {
  'missing.article': 'There is no article with this id.',
  'missing.article or version': 'There is no article or version with this id.',
  'missing.component of the current version': 'The current version has no component with this id.',
  'missing.component with bytes': 'There is no component with this id that has bytes.',
  'missing.finding': 'There is no finding with this id.',
  'missing.hold': 'There is no hold with this id.',
  'missing.recall': 'There is no recall with this id.',
  'missing.key': 'There is no key with this id.',
  'missing.license': 'There is no license with this id.',
  'missing.move of a partner': 'There is no migration of a partner with this id.',
  'missing.operator': 'There is no operator with this id.',
  'missing.partner': 'There is no partner with this id.',
  'missing.phrase': 'There is no phrase with this id.',
  'missing.product': 'There is no product with this id.',
  'missing.restriction': 'There is no restriction with this id.',
  'missing.statement': 'There is no statement with this id.',
  'missing.event': 'There is no event with this id.',
  'missing.webhook': 'There is no endpoint with this id.',
  'missing.report': 'There is no such report.',
  'missing.chapter': 'The guide has no such chapter.',
  'missing.provider': 'There is no such provider to sign in with.',
  'missing.page': 'There is no such page here.',
  'missing.route': 'There is no such route here.',

  'list.cursor':
    'Use the `next` of a page unchanged, with the same query and license, or leave the cursor out.',
  'list.too_long': 'There are more than {rows} rows: narrow the list.',

  'conflict.changed_meanwhile':
    'Someone else has changed this at the same time. Read it again and repeat the request.',
  'conflict.changing_item': 'Other changes of this article were stored at the same time. Repeat the request.',
  'conflict.changing_licenses':
    'Other licenses are being stored at the same time. Nothing was changed. Repeat the request.',
  'conflict.done_before': 'An earlier request has already done this; the list has its result.',
  'conflict.webhooks_max': 'A license has at most {number} endpoints. Delete one first.',
  'conflict.webhook_unverified': 'The endpoint has not answered a challenge yet. Verify it first.',
  'conflict.webhook_disabled': 'The agency has disabled the endpoint. Only the agency can enable it.',
  'conflict.webhook_inactive': 'The endpoint is not active. Verify or enable it first.',
  'conflict.webhook_no_echo':
    'The endpoint answered, but not with the challenge. It must answer with a JSON object that has the value of data.challenge as its member challenge.',
  'conflict.webhook_unreachable': 'The endpoint could not be reached.',
  'conflict.webhook_timed_out': 'The endpoint did not answer within ten seconds.',
  'conflict.webhook_refused':
    'The endpoint answered the challenge with status {status}. It must answer 2xx, without a redirect.',
  'conflict.killed': 'The article has been killed, and a kill is final.',
  'conflict.killed_story':
    'The article has been killed, and a kill is final. Send the new story under a uri of its own.',
  'conflict.content_missing':
    'The content of this article is missing from the store. It can be killed, or be replaced by a new version.',
  'conflict.other_bytes':
    'This version already has different bytes. Send different bytes with a new version of the article.',
  'conflict.recall_closed': 'This recall is already closed.',
  'conflict.recall_open': 'This recall is not closed yet.',
  'conflict.recall_holders': 'A closure has at most {number} licenses.',
  'conflict.hold_released': 'This hold has already been released.',
  'conflict.period_open': 'The period ends at {to}. It can be closed from {from} on.',
  'conflict.period_closed':
    'Days of this period are closed already: the statement {statement} covers {period}. A unit is on one statement only.',
  'conflict.partner_moving':
    'The partner is being migrated to another ledger shard. Try again when the migration has ended.',
  'conflict.entries_behind':
    'Entries of the period are not in the list of the log yet. Try again in a few seconds.',
  'conflict.checkpoint_behind':
    'The newest checkpoint does not cover the whole period yet. Try again in a minute.',
  'conflict.phrase_taught': 'A phrase with these words exists already. Withdraw it first.',
  'conflict.phrases_full': '{max} phrases are in use. Withdraw one first.',
  'conflict.restriction_withdrawn': 'This restriction is withdrawn. Create a new one.',
  'conflict.withheld_in_part':
    'Pictures can be kept withheld only while a text that the phrasebook has read awaits review. Change the policy instead.',
  'conflict.text_of_wire': 'This text came with the wire and cannot be changed. Correct its policy instead.',
  'conflict.last_owner': 'This is the last owner. Name another one first.',
  'conflict.operator_revoked': 'This operator is revoked. Create a new one.',
  'conflict.operator_without_key': 'This operator signs in with the identity provider and has no key here.',
  'conflict.role_of_provider': 'The identity provider determines the role of this operator.',
  'conflict.exclusivity': 'The license would conflict with an exclusivity. {why}.',
  'conflict.license_terminated': 'A terminated license cannot be changed. Create a new one.',
  'conflict.key_revoked': 'This key is revoked. Create a new one.',
  'conflict.key_of_terminated': 'The license is terminated. Create the key for another one.',
  'conflict.key_of_ended': 'The term of the license is over. Renew the license first.',
  'conflict.key_bound':
    'This key requires a DPoP proof with every request, which a reader of a feed address cannot send.',

  'forbidden.role': 'This requires one of the roles {roles}. This operator has the role {role}.',
  'forbidden.site':
    'This request was not sent by a page of this gateway. Open the console and send it from there.',
} as const;

export const problemMessage: Say<typeof PROBLEM_TEMPLATES> = messagesOf(PROBLEM_TEMPLATES);

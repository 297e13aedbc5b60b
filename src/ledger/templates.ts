/** English messages of health, self-check, logs and alerts. */
import { messagesOf, type Say } from '../rights/message.ts';

export const LEDGER_TEMPLATES = {
  'trouble.schema_behind':
    'D1 has had its migrations up to {applied}, and this release needs those up to {needed}: apply them.',
  'trouble.d1_unreachable': 'D1 cannot be read.',
  'trouble.object_unreachable': 'The object does not answer: its partners get 503.',
  'trouble.clock':
    '{fault} Its partners get 503. Set the clock right; if the log is still ahead of it, accept the clock (operations guide).',
  'trouble.outbox_behind': '{number} changes of the catalogue are not acknowledged.',
  'trouble.clock_set_back':
    'The clock was set back, and this was accepted: entries before this instant are dated later than now.',
  'trouble.alarm_overdue':
    'Its alarm has not run since: it writes nothing to D1, fetches no changes and checks nothing by itself.',
  'trouble.drain_behind':
    '{number} entries are not in D1 yet. They are safe in the object, and deliveries go on.',
  'trouble.checkpoint_behind': 'The agency log has roots that no kept checkpoint covers.',
  'trouble.promise_broken':
    'Of {number} licenses, entries of more than 24 h ago are not in the agency log: the promise of their receipts is broken.',
  'trouble.promise_soon':
    'Of {number} licenses, entries of more than 18 h ago are not in the agency log: within 6 h the promise of their receipts breaks.',
  'trouble.unconfirmed':
    'Suspended because D1 was restored to an earlier point. It had not been changed since, but what binds it may have been. The desk has to look at it and set it active.',
  'trouble.unconfirmed_changed':
    'Suspended because D1 was restored to an earlier point. It had been changed since: version {known} was {status}, and its terms are those of version {restored}. The desk has to look at it and set it active.',

  'clock.behind_log':
    'The last entry is dated {by} later than now: the clock was ahead then, or is behind now.',
  'clock.ahead_of_database': "The object's clock is {by} ahead of the database's.",
  'clock.behind_database': "The object's clock is {by} behind the database's.",
  'clock.ahead_of_callers': "The object's clock is {by} ahead of that of a Worker that called it.",
  'clock.behind_callers': "The object's clock is {by} behind that of a Worker that called it.",
  'span.seconds': '{number} s',
  'span.minutes': '{number} min',
  'span.hours': '{number} h',
  'span.days': '{number} days',

  'self_check.row_missing': 'D1 has no row for this entry.',
  'self_check.row_changed': 'In D1 these are not the entry’s: {parts}.',
  'self_check.row_extra': 'D1 has a row for which the ledger has no entry.',
  'self_check.entries_missing': 'The ledger has no entries from here up to {index}.',
  'self_check.entry_changed': 'The entry is not what its leaf is the hash of.',
  'self_check.subtrees': 'Hashes of the tree from here on are not there, or do not make up those above them.',
  'self_check.usage': '{period}: {used} units are counted, and {billed} are billable.',
  'self_check.bill': '{period}: {used} units are counted, and {counted} are on the bill.',
  'self_check.units_missing':
    'This entry has {billed} billable units, and {counted} of them are on the bill.',
  'self_check.grant': 'What later deliveries repeat as the first of their kind is not this entry.',
  'self_check.log_unknown': 'D1 has entries of a shard that has none.',
  'self_check.roots_missing': 'The agency log has no roots from here up to {index}.',
  'self_check.root_changed': 'What the agency log goes by for this root is not what its entry says.',
  'self_check.root_differs': 'Root {index} of the agency log is not that of the first {size} entries.',
  'self_check.checkpoint_root':
    'The checkpoint of {size} entries has another root than the tree had at that size.',
  'self_check.checkpoint_tree': 'The checkpoint of {size} entries is of a tree that is not here.',
  'self_check.checkpoint_missing': 'R2 has no copy of the checkpoint of {size} entries, which was kept.',
  'self_check.checkpoint_unsigned':
    'R2 has a checkpoint of {size} entries that was not signed for this tree, and D1 has none.',
  'self_check.checkpoint_restored':
    'D1 lacked the checkpoint of {size} entries: it was restored to an earlier point, or somebody deleted the row. It has been put back from R2.',
  'self_check.checkpoint_text':
    '{store} has another text of the checkpoint of {size} entries than was given out.',
  'self_check.places': 'D1 does not find the entries of {facet} {value} where they are from {first} on.',
  'self_check.sums': 'The sums that D1 keeps of its entries from {first} on are not what they add up to.',
  'self_check.manifest': 'The manifest of {file} as it was written is not in {stores}.',
  'self_check.file_missing':
    '{file} is not in the bucket. Its {entries} entries cannot be read, so no legal hold covers their texts.',
  'self_check.file_changed':
    '{file} is not the file that was stored. Its {entries} entries cannot be read, so no legal hold covers their texts.',
  'self_check.file_line': 'Line {line} of {file} is not the entry of leaf {index} of {license}.',

  'log.rewound': '{signed} entries were signed, {size} are there',
  'log.rewritten': 'the first {size} entries are not those that were signed',
  'log.root_strange': 'a root was sent that the last one does not lead to',
  'log.root_passed': 'the agency log has a root of {there} entries that the one of {size} does not continue',
  'log.root_ahead': 'the agency log has a root of {there} entries, the newest checkpoint covers {size}',
  'log.witness_inconsistent': 'the witness finds no consistency with what it has cosigned',
  'log.witness_ahead': 'the witness has cosigned {there} entries, we have signed {size}',
  'log.witness_size': 'the witness says twice that it has another size ({there})',
  'log.witness_409': '409 without a size',
  'log.witness_answers': 'the witness answers {status}',
  'log.witness_no_lines': 'the answer holds no signature lines',
  'log.witness_no_signature': 'no cosignature of the witness holds',
  'log.witness_future': 'the cosignature is of the future',

  'alert.of_log': '{kind}: {origin}: {detail}',
  'alert.outside': '{kind}: {origin}: since {since}; health has the error.',
  'alert.of_entry': '{kind} ({license} {index}): {detail}',
  'alert.of_license': '{kind} ({license}): {detail}',
  'alert.d1_went_back': 'D1 was found to be at an earlier point at {at}.',
  'alert.recall_overdue': 'Past the deadline of a recall: {number}. Call {partners}.',
  'alert.webhooks_disabled':
    'Disabled endpoints of partners: {number}. They answered 410, or took no event for three days.',
  'alert.licenses_held': '{number} licenses are suspended since D1 was set back, and wait for the desk.',
  'alert.bugs':
    '{number} requests met a bug in the last five minutes: lines `bug` in the log have the stack.',
  'alert.unavailable': '{number} requests were answered 503 in the last five minutes.',
  'alert.watch_down': 'The object {object} does not answer the cron trigger, or fails whenever it looks.',
  'alert.more': '{detail} And {number} more: see health.',
} as const;

export const message: Say<typeof LEDGER_TEMPLATES> = messagesOf(LEDGER_TEMPLATES);

/** What health says of troubles that last while their cause does, in English. */
import { messagesOf, type Say } from '../rights/index.ts';

export const TROUBLE_TEMPLATES = {
  'trouble.schema_behind':
    'D1 has had its migrations up to {applied}, and this release needs those up to {needed}: apply them.',
  'trouble.d1_unreachable': 'D1 cannot be read.',
  'trouble.object_unreachable': 'The object does not answer: its partners get 503.',
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
} as const;

export const message: Say<typeof TROUBLE_TEMPLATES> = messagesOf(TROUBLE_TEMPLATES);

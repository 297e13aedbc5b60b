/**
 * The release before keys had conditions: no word of secrets, addresses, tokens and proofs, in either direction, and every use is
 * recorded by `record`.
 */
import type { Caller, Change } from '../../../src/ledger/types.ts';
import { isolateOf, ledgerOf, type Messages } from './other-release.ts';

const messages: Messages = {
  asked: (request) => ({ ...request, caller: callerOf(request.caller) }),
  answered: (answer) => answer,
  told,
  lacks: [
    'recordAgain',
    'operatorStanding',
    'mayMove',
    'openSession',
    'session',
    'sessionsOf',
    'endSessions',
  ],
};

function callerOf({ partner, license, key, env }: Caller): Caller {
  return { partner, license, key, env };
}

function told(change: Change): Change {
  if (change.kind === 'token') throw new Error('a change of a kind that this release does not know');
  if (change.kind !== 'key') return change;
  const { id, license, status, expiresMs, version } = change.key;
  return {
    kind: 'key',
    key: { id, license, status, version, ...(expiresMs !== undefined && { expiresMs }) },
  };
}

export class Ledger extends ledgerOf(messages) {}
export default isolateOf(messages);

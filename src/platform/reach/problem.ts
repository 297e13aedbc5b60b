/** What a caller, and the log, is told of something that is out of reach. */
import { log } from '../log.ts';
import type { Problem } from '../problem.ts';
import type { OutOfReach } from './out-of-reach.ts';

/** Seconds: longer than a connection takes to come back, shorter than anybody has patience. */
export const RETRY_AFTER_S = '5';

/** `isRead`: nothing was to be changed. Of a change that was not answered nobody knows whether it was made. */
export function outageProblem({ dependency }: OutOfReach, isRead: boolean): Problem {
  const isLedger = dependency === 'ledger';
  const what = isLedger ? 'A ledger object' : 'A store';
  return {
    code: isLedger ? 'ledger_unavailable' : 'storage_unavailable',
    detail: isRead
      ? `${what} of the gateway is out of reach. Try again.`
      : `${what} of the gateway is out of reach. Whether something was changed is not known: repeat the request, or read what it is about.`,
    headers: { 'Retry-After': RETRY_AFTER_S },
  };
}

/** Of a bug there is a line already. */
export function logOutage({ dependency, message, isBug }: OutOfReach): void {
  if (!isBug) log('error', 'store_unreachable', { store: dependency, error: message });
}

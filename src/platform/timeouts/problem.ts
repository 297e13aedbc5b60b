/** Response and log line of an outage. */
import { log } from '../log.ts';
import type { Problem } from '../problem.ts';
import type { Unavailable } from './unavailable.ts';

/** Seconds: longer than a reconnection takes, and short enough for a waiting client. */
export const RETRY_AFTER_S = '5';

/**
 * Problem of an outage. `isRead` means that the request changes nothing. After a failed change it is unknown
 * whether it took effect.
 */
export function outageProblem({ dependency }: Unavailable, isRead: boolean): Problem {
  const isLedger = dependency === 'ledger';
  const what = isLedger ? 'A ledger shard' : 'A store';
  return {
    code: isLedger ? 'ledger_unavailable' : 'storage_unavailable',
    detail: isRead
      ? `${what} of the gateway is unavailable. Try again.`
      : `${what} of the gateway is unavailable. It is unknown whether anything was changed. Repeat the request, or read the resource.`,
    headers: { 'Retry-After': RETRY_AFTER_S },
  };
}

/** A bug has been logged already. */
export function logOutage({ dependency, message, isBug }: Unavailable): void {
  if (!isBug) log('error', 'store_unreachable', { store: dependency, error: message });
}

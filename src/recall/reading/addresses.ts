/** Which addresses are read, and where they redirect to. Pure. */
import type { Env } from '../../platform/env.ts';
import { isOnDomain, isOwnMachine, isTrustworthy } from '../../platform/web-address.ts';
import type { SiteAnswer } from './rpc.ts';

type Network = Pick<Env, 'WEBHOOK_NETWORK'>;

/**
 * Whether an address is on a registered domain, or on a host below it, by https. On the embedded runtime also
 * whether it is on this machine, if `WEBHOOK_NETWORK` says so: for trials.
 */
export function isRegistered({ WEBHOOK_NETWORK }: Network, url: string, domains: readonly string[]): boolean {
  const address = withoutFragment(url);
  if (!isTrustworthy(address)) return false;
  return isOwnMachine(address) ? WEBHOOK_NETWORK === 'local' : isOnDomain(address, domains);
}

/** A fragment is never sent. */
export const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';

export const isRedirect = ({ status, headers }: Pick<SiteAnswer, 'status' | 'headers'>): boolean =>
  [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;

/** The address that a response redirects to. Null: it is none, or it is no registered one. */
export function redirectTarget(
  network: Network,
  { from, location, domains }: { from: string; location: string | null; domains: readonly string[] },
): string | null {
  if (location === null || !URL.canParse(location, from)) return null;
  const target = withoutFragment(new URL(location, from).href);
  return isRegistered(network, target, domains) ? target : null;
}

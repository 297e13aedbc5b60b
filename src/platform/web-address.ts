/** Addresses in the configuration to which the gateway sends requests. Pure. */
import { domainToASCII } from 'node:url';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Accepts https addresses without user or fragment, and http only on this machine: elsewhere others could
 * read or forge the traffic.
 */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  const isSafe = protocol === 'https:' || isLoopback(address);
  return isSafe && username === '' && password === '' && !address.includes('#');
}

export const isLoopback = (address: string): boolean =>
  new URL(address).protocol === 'http:' && isOwnMachine(address);

export const isOwnMachine = (address: string): boolean => LOOPBACK.includes(new URL(address).hostname);

/** Whether an https address is on one of the domains, or on a host below it. */
export function isOnDomain(address: string, domains: readonly string[]): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' && domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  );
}

/** ASCII form of an international host name (IDNA): `örestad.example` is `xn--restad-vxa.example`. */
export function toAsciiHost(name: string): string {
  const isInternational = /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) && /[^ -~]/.test(name);
  return (isInternational && domainToASCII(name)) || name;
}

/** Addresses that nobody outside may have the gateway call, against SSRF. Pure. */
import { addressAllowed } from './cidr.ts';

/** Special-purpose addresses (RFC 6890) that the embedded runtime takes for public ones. */
export const SPECIAL_PURPOSE = [
  '100.64.0.0/10',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fec0::/10',
  'ff00::/8',
];

/** Those that it does not: this machine, its network, and a cloud's metadata. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
  ...SPECIAL_PURPOSE,
];

/**
 * Whether a URL names a host that is not public, however the address is written. A public name may still have
 * a private address: that is checked when connecting.
 */
export function isPrivateHost(url: string): boolean {
  const host = new URL(url).hostname.split('.').filter(Boolean).join('.');
  const address = host.startsWith('[') ? host.slice(1, -1) : host;
  // Names without a dot, such as `localhost`, are those of a local network.
  return addressAllowed(NOT_PUBLIC, address) || !/[.:]/u.test(address) || address.endsWith('.localhost');
}

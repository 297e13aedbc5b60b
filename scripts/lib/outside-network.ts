/** The network that requests to endpoints of partners go out to. */
import { networkInterfaces } from 'node:os';

/** Special-purpose addresses (RFC 6890) that the runtime takes for public ones. */
const SPECIAL_PURPOSE = [
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
  'ff00::/8',
];

/** Where endpoints of partners may be. The runtime looks at the address when it connects, not at the name. */
export function outsideOf({ WEBHOOK_NETWORK: network }: Record<string, string>) {
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.includes('%'))
    .flatMap(({ cidr }) => cidr ?? []);
  return {
    allow: network === 'local' ? ['public', 'local'] : ['public'],
    deny: [...SPECIAL_PURPOSE, ...own],
    tlsOptions: { trustBrowserCas: true },
  };
}

import { networkInterfaces } from 'node:os';
import { SPECIAL_PURPOSE } from '../../src/platform/public-address.ts';

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

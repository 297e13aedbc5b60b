/**
 * `npm run invented-account`: an account to rehearse on, until Ctrl-C. It serves what is deployed to it, and
 * jurisdictions it has none.
 */
import { inventedAccount } from './account.ts';

const { env, gateway, unknown, close } = await inventedAccount();
const { CLOUDFLARE_API_BASE_URL, CLOUDFLARE_API_TOKEN } = env;
console.log(`In another shell:

export CLOUDFLARE_API_BASE_URL=${CLOUDFLARE_API_BASE_URL} CLOUDFLARE_API_TOKEN=${CLOUDFLARE_API_TOKEN}

and with npm run provision: --jurisdiction none --answers-at ${gateway}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.removeAllListeners(signal);
  process.on(signal, async () => {
    if (unknown.length > 0) console.log(`asked for, and not known here:\n${unknown.join('\n')}`);
    await close();
    process.exit(0);
  });
}

/** The invented account, where the tests of provisioning do not see what wrangler makes of its answers. */
import { expect, it } from 'vitest';
import { ACCOUNT, inventedAccount } from '../support/cloudflare/account.ts';

it('gives the first upload of a worker the id that its deployments list: it is what wrangler prints', async () => {
  const account = await inventedAccount();
  try {
    const at = `${account.env.CLOUDFLARE_API_BASE_URL}/accounts/${ACCOUNT.id}/workers/scripts/one`;
    const body = new FormData();
    body.set('metadata', JSON.stringify({ main_module: 'worker.js' }));
    body.set('worker.js', new File(['export default {}'], 'worker.js'));
    const resultOf = async (response: Response) => ((await response.json()) as { result: unknown }).result;
    const uploaded = await resultOf(await fetch(at, { method: 'PUT', body }));
    const { deployment_id } = uploaded as { deployment_id: string };
    expect(await resultOf(await fetch(`${at}/deployments`))).toMatchObject({
      deployments: [{ versions: [{ version_id: deployment_id, percentage: 100 }] }],
    });
  } finally {
    await account.close();
  }
});

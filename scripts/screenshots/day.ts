/** Deliveries and refusals in the sample newsroom, so that the pictures have something to show. */
import type { SharedGateway } from '../../test/browser/support/desk.ts';
import { clientOf, listAt, requestToken, stringAt } from '../newsroom/client.ts';

const USES = ['', '?use=display&territory=JP', '?use=ai-train', '?use=display&channel=broadcast', ''];
const ARTICLES = 6;

export async function aDay({ url, credentials }: SharedGateway): Promise<void> {
  for (const partner of credentials.partners) {
    const answer = await requestToken(url, partner);
    // One of them is suspended.
    if (answer.status !== 200) continue;
    const client = clientOf(url, stringAt(answer.json, 'access_token'));
    const { json } = await client.send('GET', `/v1/articles?type=text&limit=${ARTICLES}`);
    for (const [place, item] of listAt(json, 'items').entries())
      await client.send('GET', `/v1/articles/${stringAt(item, 'id')}${USES[place % USES.length]}`);
  }
  // The log is searched from D1, where entries come within seconds.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
}

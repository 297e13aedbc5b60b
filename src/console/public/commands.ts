/** Steps of the start page for a shell with curl and jq (test/browser/start.browser.test.ts). Pure. */

export const STEPS = ['key', 'token', 'feed', 'article', 'verify'] as const;
export type Step = (typeof STEPS)[number];

/** `url`: PUBLIC_URL. */
export function commandsFor(url: string): Record<Step, string> {
  return {
    key: `CLIENT_ID='key_…'
CLIENT_SECRET='imp_live_…'`,
    token: `TOKEN=$(curl -s -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials \\
  ${url}/oauth/token | jq -r .access_token)`,
    feed: `curl -s -H "Authorization: Bearer $TOKEN" \\
  '${url}/v1/articles?type=text&limit=5' > list.json
jq -r '.items[].headline' list.json`,
    article: `curl -s -H "Authorization: Bearer $TOKEN" -H 'Accept: text/html' \\
  -D head.txt -o article.html "$(jq -r '.items[0].href' list.json)"
grep -i '^rights-receipt:' head.txt`,
    verify: `jq -n --rawfile document article.html '{$document}' |
  curl -s -H 'Content-Type: application/json' -d @- \\
  ${url}/v1/receipts/verify | jq -r .heading`,
  };
}

export const VERDICT = 'Genuine receipt, unmodified text';

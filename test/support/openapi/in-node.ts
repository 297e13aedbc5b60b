/**
 * Setup of the e2e project: each answer of a started gateway that comes through `fetch` is held against
 * /openapi.json.
 */
import { assertDescribed, type Checker } from './check.ts';
import { checkerHere } from './compile.ts';

/** Origins of gateways of this release. */
const gateways = new Set<string>();
let checker: Checker | undefined;

export function holdToDescription(url: string): void {
  gateways.add(new URL(url).origin);
}

const ask = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const response = await ask(input, init);
  const { method, url } =
    input instanceof Request ? input : { method: init?.method ?? 'GET', url: String(input) };
  if (!gateways.has(new URL(url).origin)) return response;
  checker ??= checkerHere();
  await assertDescribed(checker, method.toUpperCase(), url, response as never);
  return response;
};

/** Setup of the runtime project: each answer that a test gets is held against /openapi.json. */
import { document, validators } from 'virtual:openapi-answers';
import { app } from '../../../src/app.ts';
import { assertDescribed, type Checker } from './check.ts';
import { Description } from './described.ts';

const checker: Checker = { description: new Description(document), validators };

export async function asDescribed(method: string, url: string, response: Response): Promise<Response> {
  await assertDescribed(checker, method, url, response);
  return response;
}

const ask = app.request;
app.request = async (input, init, ...more) => {
  const { method, url } =
    input instanceof Request ? input : { method: init?.method ?? 'GET', url: input.toString() };
  return asDescribed(method, url, await ask(input, init, ...more));
};

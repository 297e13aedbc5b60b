/** The types of the described routes, as the client package has them. */
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { ROOT } from './build.ts';

export const API_FILE = join(ROOT, 'client', 'src', 'api.ts');

const HEAD = `/** Made from assets/openapi.json by \`npm run client:build\`. */
`;

export async function apiTypes(): Promise<string> {
  const nodes = await openapiTS(new URL(`file://${join(ROOT, 'assets', 'openapi.json')}`), {
    silent: true,
    defaultNonNullable: false,
  });
  return HEAD + astToString(nodes);
}

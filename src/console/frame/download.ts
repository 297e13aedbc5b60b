/** Passes files of the API on to the browser. */
import { NO_STORE } from '../../platform/no-store.ts';
import { type Answer, type Api, ApiError, type ApiProblem } from './api.ts';

export const asStream = (accept: string) => ({
  headers: { Accept: accept },
  parseAs: 'stream' as const,
});

/** Passes on the body and the headers of these names, and adds `more`. Throws `ApiError`. */
export async function forward(pending: Promise<Answer<unknown>>, names: RegExp, more: object = {}) {
  const { error, response } = await pending;
  if (!response.ok) throw new ApiError({ ...(error as ApiProblem), status: response.status });
  const headers = [...response.headers].filter(([header]) => names.test(header));
  return new Response(response.body, {
    headers: { ...Object.fromEntries(headers), ...more, ...NO_STORE },
  });
}

/** `name` is the file name. */
export const download = (pending: Promise<Answer<unknown>>, name: string) =>
  forward(pending, /^(content-type|export-.*)$/, attachment(name));

export function downloadLog(api: Api, format: string | undefined, query: object, name: string) {
  const params = { query };
  const file =
    format === 'csv'
      ? api.GET('/v1/audit/exports/deliveries.csv', { params, ...asStream('text/csv') })
      : api.GET('/v1/audit/exports/deliveries.ndjson', { params, ...asStream('application/x-ndjson') });
  return download(file, `${name}.${formatIn(format)}`);
}

export const formatIn = (format: string | undefined) => (format === 'csv' ? 'csv' : 'ndjson');

export const attachment = (name: string) => ({
  'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '_')}"`,
});

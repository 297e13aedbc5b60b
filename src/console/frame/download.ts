/** An answer of the API as a file: handed on as it comes, piece by piece, and never held whole. */
import { type Api, ApiError, type ApiProblem } from './api.ts';

/** What is asked of the API beside path and query, so that its answer is not read here. */
export const asFile = (accept: string) => ({ headers: { Accept: accept }, parseAs: 'stream' as const });

interface Answer {
  error?: unknown;
  response: Response;
}

/** `name`: of the file. What the API says of the file beside its bytes goes along. Throws `ApiError`. */
export async function download(answering: Promise<Answer>, name: string): Promise<Response> {
  const { error, response } = await answering;
  if (!response.ok) throw new ApiError({ ...(error as ApiProblem), status: response.status });
  const headers = [...response.headers].filter(([header]) => /^(content-type|export-.*)$/.test(header));
  return new Response(response.body, {
    headers: {
      ...Object.fromEntries(headers),
      ...attachment(name),
      'Cache-Control': 'private, no-store',
    },
  });
}

/** The export of the log, as CSV or NDJSON. */
export function downloadLog(
  api: Api,
  as: string | undefined,
  query: object,
  name: string,
): Promise<Response> {
  const params = { query };
  return as === 'csv'
    ? download(api.GET('/v1/audit/exports/deliveries.csv', { params, ...asFile('text/csv') }), `${name}.csv`)
    : download(
        api.GET('/v1/audit/exports/deliveries.ndjson', { params, ...asFile('application/x-ndjson') }),
        `${name}.ndjson`,
      );
}

export const attachment = (name: string) => ({
  'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '_')}"`,
});

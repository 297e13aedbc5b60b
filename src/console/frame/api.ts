/**
 * Client of the gateway's own API, called in process with the session's rights. The console has no
 * permissions, validation or log of its own. The types come from the OpenAPI description.
 */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../../../client/src/api.ts';
import type { FaultKey, KeyedFault } from '../../platform/fault-keys.ts';
import type { ApiMessage } from './sentences.ts';

export type Api = Client<paths>;

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** One page of a list; `next` is the cursor of the following one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export const byId = (id = '') => ({ params: { path: { id } } });

/** Sends a request to this worker, in process. */
export type Fetch = (request: Request) => Promise<Response>;

export interface Fault extends KeyedFault {
  /** JSON pointer into the body, or `/name` for a query parameter. */
  path: string;
  message: string;
}

/** A fault that the console detects before it calls the API. */
export const faultOf = (path: string, key: FaultKey): Fault => ({ path, key, message: key });

const FAULTS_MAX = 20;

/** Limits the faults shown of each list, and adds one that counts the rest, also those not in `faults`. */
export function limitFaults(faults: Fault[], problem?: Pick<ApiProblem, 'errors' | 'moreErrors'>): Fault[] {
  const { errors = [], moreErrors = 0 } = problem ?? {};
  const listPathOf = ({ path }: Fault) => path.replace(/\/\d+$/, '');
  const first = [...Map.groupBy(faults, listPathOf).values()].flatMap((group) => group.slice(0, FAULTS_MAX));
  const count = Math.max(faults.length, errors.length + moreErrors) - first.length;
  const more = { ...faultOf('', 'more'), parameters: { count } };
  return [...first, ...(count > 0 ? [more] : [])];
}

/** RFC 9457 problem. Extension members (`trace`…) are passed through. */
export interface ApiProblem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: Fault[];
  /** Number of further faults that `errors` leaves out. */
  moreErrors?: number;
  /** `detail` as a translatable message. */
  message?: ApiMessage;
  [member: string]: unknown;
}

/** A failed call that the page cannot do without. The console shows it as an error page. */
export class ApiError extends Error {
  readonly problem: ApiProblem;
  constructor(problem: ApiProblem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export function createApi(baseUrl: string, fetch: Fetch): Api {
  return createClient<paths>({ baseUrl, fetch });
}

export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns the data. Throws `ApiError` when the API refuses. */
export async function unwrap<T>(pending: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const answer = await toResult(pending);
  if (answer.ok) return answer.value;
  throw new ApiError(answer.problem);
}

export type ApiFailure = { ok: false; problem: ApiProblem };
/** The API's 400 `malformed`, for faults that the console detects. */
export const malformed = (errors: Fault[]): ApiFailure => ({
  ok: false,
  problem: { status: 400, code: 'malformed', title: '', detail: '', errors },
});

/** Moves the faults below a path of the API's body to the field that it was made of. */
export function movedFaults(problem: ApiProblem, from: string, to: string): ApiProblem {
  const errors = problem.errors?.map((fault) =>
    fault.path.startsWith(from) ? { ...fault, path: to + fault.path.slice(from.length) } : fault,
  );
  return { ...problem, ...(errors && { errors }) };
}

export type ApiResult<T> = { ok: true; value: T; response: Response } | ApiFailure;

/**
 * Loads a list. An empty result is a fault if one of the texts in `keys` matches nothing on its own, so a
 * mistyped filter is not mistaken for an empty list. `keys` maps query parameters to fault keys.
 */
export async function findRows<List extends Page<unknown>>(
  list: (query: Record<string, string>) => Promise<ApiResult<List>>,
  query: Record<string, string>,
  keys: Record<string, FaultKey>,
): Promise<ApiResult<List>> {
  const result = await list(query);
  if (!result.ok || result.value.items.length > 0) return result;
  const faults = await Promise.all(
    Object.entries(keys).map(async ([name, key]) => {
      const value = query[name];
      const matches = value ? await list({ [name]: value, limit: '1' }) : null;
      if (!matches?.ok || matches.value.items.length > 0) return [];
      return [{ ...faultOf(`/${name}`, key), parameters: { value } }];
    }),
  );
  return faults.flat().length > 0 ? malformed(faults.flat()) : result;
}

/** Returns a refusal as a value, for forms. Throws `ApiError` when the session is over. */
export async function toResult<T>(pending: Promise<Answer<T>>): Promise<ApiResult<NonNullable<T>>> {
  const { data, error, response } = await pending;
  if (response.ok) return { ok: true, value: data as NonNullable<T>, response };
  const problem: ApiProblem = { ...(error as ApiProblem), status: response.status };
  if (response.status === 401) throw new ApiError(problem);
  return { ok: false, problem };
}

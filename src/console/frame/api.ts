/**
 * The gateway's own API, asked in process in the name of a session: the console has no rights, no validation and no log of its own.
 * Paths, queries, bodies and answers are typed by the same description that other people's programs are made from.
 */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../../../client/src/api.ts';
import type { FaultKey, KeyedFault } from '../../platform/fault-keys.ts';
import type { ApiMessage } from './sentences.ts';

export type Api = Client<paths>;

/** What the API answers, by the names of its description. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A request to the worker itself. */
export type Ask = (request: Request) => Promise<Response>;

export interface Fault extends KeyedFault {
  /** JSON pointer into the body, or `/name` of the query. */
  path: string;
  message: string;
}

/** A fault that a page finds before it asks the API. */
export const faultOf = (path: string, key: FaultKey): Fault => ({ path, key, message: key });

/** Of one list: each of them is looked up among its lines, and explained. */
const FAULTS_MAX = 20;

/** The first of each list, and how many there are besides; of some, `problem` only says their number. */
export function listed(faults: Fault[], problem?: Pick<ApiProblem, 'errors' | 'moreErrors'>): Fault[] {
  const { errors = [], moreErrors = 0 } = problem ?? {};
  const listOf = ({ path }: Fault) => path.replace(/\/\d+$/, '');
  const shown = [...Map.groupBy(faults, listOf).values()].flatMap((all) => all.slice(0, FAULTS_MAX));
  const count = Math.max(faults.length, errors.length + moreErrors) - shown.length;
  const more = { ...faultOf('', 'more'), parameters: { count } };
  return [...shown, ...(count > 0 ? [more] : [])];
}

/** RFC 9457, as the API answers; further members (`trace`…) are there as they came. */
export interface ApiProblem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: Fault[];
  /** Faults that are not among these. */
  moreErrors?: number;
  /** `detail`, for a page in another language. */
  message?: ApiMessage;
  [member: string]: unknown;
}

/** What a page cannot do without and does not get: the console shows it as a page of its own. */
export class ApiError extends Error {
  readonly problem: ApiProblem;
  constructor(problem: ApiProblem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export function apiOf(baseUrl: string, ask: Ask): Api {
  return createClient<paths>({ baseUrl, fetch: ask });
}

export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for, or throws `ApiError`. */
export async function unwrap<T>(answering: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const answer = await tried(answering);
  if (answer.ok) return answer.value;
  throw new ApiError(answer.problem);
}

export type Refused = { ok: false; problem: ApiProblem };
/** As the API refuses a body, for faults that a page finds. */
export const malformed = (errors: Fault[]): Refused => ({
  ok: false,
  problem: { status: 400, code: 'malformed', title: '', detail: '', errors },
});

export type Tried<T> = { ok: true; value: T; response: Response } | Refused;

/**
 * What a list finds. A text that nothing in it has is a fault, so that a mistyped one is not taken for an empty
 * list. `keys`: of the faults, by the names of such texts.
 */
export async function foundIn<Found extends Page<unknown>>(
  list: (query: Record<string, string>) => Promise<Tried<Found>>,
  query: Record<string, string>,
  keys: Record<string, FaultKey>,
): Promise<Tried<Found>> {
  const found = await list(query);
  if (!found.ok || found.value.items.length > 0) return found;
  const faults = await Promise.all(
    Object.entries(keys).map(async ([name, key]) => {
      const value = query[name];
      const alone = value ? await list({ [name]: value, limit: '1' }) : null;
      if (!alone?.ok || alone.value.items.length > 0) return [];
      return [{ ...faultOf(`/${name}`, key), parameters: { value } }];
    }),
  );
  return faults.flat().length > 0 ? malformed(faults.flat()) : found;
}

/** For what may be refused, as forms are: the refusal is a value. A session that is over, and an outage, throw `ApiError`. */
export async function tried<T>(answering: Promise<Answer<T>>): Promise<Tried<NonNullable<T>>> {
  const { data, error, response } = await answering;
  if (response.ok) return { ok: true, value: data as NonNullable<T>, response };
  const problem: ApiProblem = { ...(error as ApiProblem), status: response.status };
  if (response.status === 401) throw new ApiError(problem);
  return { ok: false, problem };
}

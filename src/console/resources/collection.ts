/** API collections with a uniform interface: list, get, create, change. */
import type { paths } from '../../../client/src/api.ts';
import { type Answer, type Api, byId, type Page } from '../frame/api.ts';

export type Collection =
  | '/v1/admin/partners'
  | '/v1/admin/products'
  | '/v1/admin/keys'
  | '/v1/admin/operators'
  | '/v1/admin/phrases'
  | '/v1/audit/holds';

type Json<Described> = Described extends { content: { 'application/json': infer Body } } ? Body : never;

export type Resource<C extends Collection> = Json<paths[C]['get']['responses'][200]>['items'][number];
export type Created<C extends Collection> = Json<paths[C]['post']['responses'][201]>;

type Header = { 'Idempotency-Key'?: string };
type Ask = (path: string, request: object) => Promise<Answer<unknown>>;

/** The only place that builds API paths at run time; `Collection` lists them. */
export function collectionOf<C extends Collection>(api: Api, path: C) {
  const { GET, POST, PATCH } = api as unknown as Record<'GET' | 'POST' | 'PATCH', Ask>;
  return {
    list: (query: object) =>
      GET(path, { params: { query } }) as Promise<Answer<Page<Resource<C>> & { count?: number }>>,
    find: (id?: string) => GET(`${path}/{id}`, byId(id)) as Promise<Answer<Resource<C>>>,
    create: (body: object, header: Header, query: object) =>
      POST(path, { params: { header, query }, body }) as Promise<Answer<Created<C>>>,
    change: (id: string, body: object, query: object) =>
      PATCH(`${path}/{id}`, { params: { path: { id }, query }, body }) as Promise<Answer<Resource<C>>>,
  };
}

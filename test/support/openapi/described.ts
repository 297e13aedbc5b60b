/**
 * What /openapi.json says of an answer, found by request and status. Pure: Node and the test runtime both
 * look things up here.
 */
import type { Answer, Document, Header, Method, Operation } from '../../../scripts/openapi/types.ts';

export interface Described {
  /** As in the document: with its path's template. */
  route: string;
  status: string;
  answer: Answer;
  /** Under which its schemas are compiled. */
  key: string;
}

interface Route {
  method: Method;
  path: string;
  pattern: RegExp;
  /** Fewer first: `/readings` is not an id. */
  variables: number;
  operation: Operation;
}

export class Description {
  readonly #document: Document;
  readonly #routes: Route[];

  constructor(document: Document) {
    this.#document = document;
    this.#routes = Object.entries(document.paths)
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]): Route => {
          const parts = path.split(/\{\w+\}/);
          const pattern = new RegExp(`^${parts.map(escaped).join('[^/]+')}$`);
          return { method: method as Method, path, pattern, variables: parts.length - 1, operation };
        }),
      )
      .sort((a, b) => a.variables - b.variables);
  }

  route(method: string, path: string): Route | undefined {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    return this.#routes.find((route) => route.method === verb && route.pattern.test(path));
  }

  /** Every answer that is described, once. */
  answers(): Described[] {
    const found = this.#routes.flatMap((route) =>
      Object.keys(route.operation.responses).flatMap((status) => this.answer(route, status) ?? []),
    );
    return [...new Map(found.map((operation) => [operation.key, operation])).values()];
  }

  answer({ method, path, operation }: Route, status: string): Described | undefined {
    const response = operation.responses[status] as (Answer & { $ref?: string }) | undefined;
    if (!response) return undefined;
    const route = `${method.toUpperCase()} ${path}`;
    const { $ref } = response;
    return $ref === undefined
      ? { route, status, answer: response, key: `${operation.operationId} ${status}` }
      : { route, status, answer: this.#at<Answer>($ref), key: $ref };
  }

  header({ $ref, ...fields }: Header): Header {
    return $ref === undefined ? fields : this.#at<Header>($ref);
  }

  #at<T>(pointer: string): T {
    const keys = pointer.split('/').slice(1);
    const found = keys.reduce<unknown>(
      (within, key) => (within as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')],
      this.#document,
    );
    if (found === undefined) throw new Error(`the description has no ${pointer}`);
    return found as T;
  }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The described media type that a `Content-Type` is one of: by itself, by its type alone, or by its family.
 */
export function mediaTypeOf(answer: Answer, contentType: string): string | undefined {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const exact = [type, ...parameters.filter((part) => !part.startsWith('charset='))].join(';');
  const offered = Object.keys(answer.content ?? {});
  return [exact, type, type.replace(/\/.*/, '/*')].find((mediaType) => offered.includes(mediaType));
}

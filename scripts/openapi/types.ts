/** The parts of an OpenAPI 3.1 document that these scripts read. */
export type Schema = Record<string, unknown>;

export const string = { type: 'string' };
export const integer = { type: 'integer' };
export const list = (items: Schema) => ({ type: 'array', items });
export const described = (schema: Schema, description: string) => ({ ...schema, description });

/** `required`: all members by default. `more`: whether there may be others. */
export function object(
  properties: Record<string, Schema>,
  {
    description,
    required = Object.keys(properties),
    more,
  }: { description?: string; required?: string[]; more?: boolean } = {},
): Schema {
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    required,
    properties,
    ...(more !== undefined && { additionalProperties: more }),
  };
}

export interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

export interface Header {
  description?: string;
  required?: boolean;
  schema?: Schema;
  $ref?: string;
}

export interface Answer {
  description: string;
  headers?: Record<string, Header>;
  content?: Record<string, Media>;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; description?: string; content: Record<string, Media> };
  responses: Record<string, Answer>;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
export type Method = (typeof METHODS)[number];
export type PathItem = { [M in Method]?: Operation };

export interface Document {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, unknown>;
  };
  externalDocs?: unknown;
}

export function operationsOf({
  paths,
}: Pick<Document, 'paths'>): { method: Method; path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/build.ts';
import { type Document, operationsOf } from './types.ts';

export interface Example {
  operationId: string;
  /** Name of the example in lower-case words with hyphens, unique within the operation. */
  name: string;
  summary: string;
  parameters: Record<string, string>;
  request?: { contentType: string; value: unknown };
  status: number;
  /** Null: the response has no body. */
  response: { contentType: string; value: unknown } | null;
}

export type Examples = Example[];

export const EXAMPLES_FILE = join(ROOT, 'scripts', 'openapi', 'examples.json');

export function readExamples(): Examples {
  return existsSync(EXAMPLES_FILE) ? (JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8')) as Examples) : [];
}

/** Leaves out examples of operations, statuses or media types that no longer exist. */
export function withExamples(document: Document, examples: Examples): Document {
  const operations = new Map(
    operationsOf(document).map(({ operation }) => [operation.operationId, operation]),
  );
  for (const { operationId, name, summary, parameters, request, status, response } of examples) {
    const operation = operations.get(operationId);
    if (!operation) continue;
    for (const parameter of operation.parameters ?? []) {
      const value = parameters[parameter.name];
      if (value !== undefined && parameter.example === undefined)
        parameter.example = parameter.schema?.type === 'integer' ? Number(value) : value;
    }
    const media = request && operation.requestBody?.content[request.contentType];
    if (media) media.examples = { ...media.examples, [name]: { summary, value: request.value } };
    const content = response && operation.responses[String(status)]?.content;
    const answer = response && content?.[response.contentType];
    if (answer) answer.examples = { ...answer.examples, [name]: { summary, value: response.value } };
  }
  return document;
}

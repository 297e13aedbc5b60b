/** Records the examples on a gateway of its own, without secrets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../gateway.ts';
import { loadSample } from '../newsroom/load.ts';
import { PLACEHOLDER_URL } from './document.ts';
import type { Example, Examples } from './examples.ts';
import { tellStory } from './story.ts';
import { type Document, operationsOf } from './types.ts';

/** Where the recorded gateway listens. Its public URL is the placeholder. */
const PORT = Number(process.env.PORT ?? 8797);

interface RequestOptions {
  params?: Record<string, string>;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  csv?: string;
  body?: { bytes: Uint8Array; contentType: string };
  /** Default: any 2xx. */
  status?: number;
}

export interface Answered {
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route
  json: any;
}

/** `operation`: `listArticles`, or `listArticles: by section` with the summary of the example. */
export interface Actor {
  ask(operation: string, params?: Record<string, string>, options?: RequestOptions): Promise<Answered>;
  send(operation: string, json: unknown, options?: RequestOptions): Promise<Answered>;
}

export async function recordExamples(document: Document): Promise<Examples> {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-openapi-'));
  let gateway: Gateway | undefined;
  try {
    gateway = await startGateway({
      port: PORT,
      stateDir: folder,
      vars: {
        PUBLIC_URL: PLACEHOLDER_URL,
        AGENCY_LICENSE_URL: `${PLACEHOLDER_URL}/licensing`,
        LEDGER_POOL_SIZE: '2',
      },
      isLimited: false,
    });
    if (!gateway.operators) throw new Error('the state is not new');
    const partners = await loadSample(gateway.url, gateway.operators.admin);
    const examples: Example[] = [];
    await tellStory(actorsAt(gateway.url, document, examples), { ...gateway.operators, partners });
    return withoutSecrets(examples);
  } finally {
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function actorsAt(url: string, document: Document, examples: Example[]): (token?: string) => Actor {
  const operations = new Map(operationsOf(document).map((route) => [route.operation.operationId, route]));
  const perform = async (
    named: string,
    token: string | undefined,
    { params = {}, headers, json, form, csv, body, status }: RequestOptions & { json?: unknown },
  ): Promise<Answered> => {
    const [id = '', words] = named.split(': ');
    const found = operations.get(id);
    if (!found) throw new Error(`there is no operation ${id}`);
    const { method, path, operation } = found;
    const query = new URLSearchParams();
    let target = path;
    for (const [name, value] of Object.entries(params))
      if (target.includes(`{${name}}`)) target = target.replace(`{${name}}`, encodeURIComponent(value));
      else query.append(name, value);
    const response = await fetch(`${url}${target}${query.size > 0 ? `?${query}` : ''}`, {
      method: method.toUpperCase(),
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(body && { 'Content-Type': body.contentType }),
        ...(csv !== undefined && { 'Content-Type': 'text/csv' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: new URLSearchParams(form) }),
      ...(csv !== undefined && { body: csv }),
      ...(body && { body: new Uint8Array(body.bytes) }),
    });
    const text = await response.text();
    const expected = status === undefined ? response.ok : response.status === status;
    if (!expected) throw new Error(`${named}: ${method} ${target} answered ${response.status} ${text}`);
    const summary = words ?? operation.summary;
    examples.push({
      operationId: id,
      name: nameOf(
        summary,
        examples.filter(({ operationId }) => operationId === id),
      ),
      summary,
      parameters: params,
      ...sentOf({ json, form, csv }),
      status: response.status,
      response: receivedOf(response, text),
    });
    return {
      headers: response.headers,
      text,
      json: /[/+]json\b/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : null,
    };
  };
  return (token) => ({
    ask: (operation, params = {}, options = {}) => perform(operation, token, { ...options, params }),
    send: (operation, json, options = {}) => perform(operation, token, { ...options, json }),
  });
}

function nameOf(summary: string, others: Example[]): string {
  const name = summary
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  const taken = others.filter(
    (example) => example.name === name || example.name.startsWith(`${name}-`),
  ).length;
  return taken === 0 ? name : `${name}-${taken + 1}`;
}

function sentOf({
  json,
  form,
  csv,
}: Pick<RequestOptions, 'form' | 'csv'> & { json?: unknown }): Pick<Example, 'request'> {
  if (csv !== undefined) return { request: { contentType: 'text/csv', value: csv } };
  if (json !== undefined) return { request: { contentType: 'application/json', value: json } };
  return form ? { request: { contentType: 'application/x-www-form-urlencoded', value: form } } : {};
}

function receivedOf({ headers }: Response, text: string): Example['response'] {
  const contentType = headers.get('Content-Type')?.replace(/; charset=.*/i, '');
  if (!contentType || text === '' || /^(image|audio|video)\/|\/zip$/.test(contentType)) return null;
  const isJson = /[/+]json\b/.test(contentType);
  return { contentType, value: isJson ? JSON.parse(text) : text };
}

/** Replaces secrets with values that are visibly invented. */
function withoutSecrets(examples: Examples): Examples {
  let text = JSON.stringify(examples);
  text = text.replaceAll(
    /imp_(live|test)_([0-9a-z]+)_[A-Za-z0-9_-]{20,}/g,
    'imp_$1_$2_ThisSecretIsInventedForTheExamples0000000000',
  );
  text = text.replaceAll(/"access_token":"[^"]+"/g, '"access_token":"eyJ.this-token.is-invented"');
  text = text.replaceAll(/"token":"eyJ[^"]+"/g, '"token":"eyJ.this-token.is-invented"');
  return JSON.parse(text) as Examples;
}

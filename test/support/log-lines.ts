/** The log as it is written while something is asked, and a scanner of it for what must never stand there. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { app } from '../../src/app.ts';
import type { Env } from '../../src/platform/env.ts';
import { BASE, type Call } from './gateway.ts';
import { asDescribed } from './openapi/in-runtime.ts';

export interface Line {
  level: string;
  event: string;
  request?: string;
  [field: string]: unknown;
}

const METHODS = ['log', 'debug', 'info', 'warn', 'error'] as const;

/** What is written to the console from now on, as it is written; `vi.restoreAllMocks` ends it. */
export function recordLines(): string[] {
  const lines: string[] = [];
  for (const method of METHODS)
    vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.map(String).join(' ')));
  return lines;
}

export const parsed = (lines: string[]): Line[] => lines.map((line) => JSON.parse(line) as Line);

/** As `request`, with bindings of its own: every line is written. */
export async function ask(path: string, call: Call = {}, bindings: Partial<Env> = {}): Promise<Response> {
  const { method, token, json, body, headers } = call;
  const verb = method ?? (json !== undefined || body !== undefined ? 'POST' : 'GET');
  const context = createExecutionContext();
  const response = await app.fetch(
    new Request(`${BASE}${path}`, {
      method: verb,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: json !== undefined ? JSON.stringify(json) : (body ?? null),
      redirect: 'manual',
    }),
    { ...env, LOG_LEVEL: 'debug', ...bindings } as Env,
    context,
  );
  void waitOnExecutionContext(context);
  return asDescribed(verb, path, response);
}

/** What has the form of a secret, whoever's it is. */
const FORMS: Record<string, RegExp> = {
  'an API key': /imp_(live|test)_\w+_[0-9a-f]{40,}/,
  'a JWT or JWS': /eyJ[\w-]+\.[\w-]+\.[\w-]+/,
  'an Authorization header': /\b(Bearer|Basic|DPoP) [\w.~+/=-]{8,}/i,
  'a cookie': /__Host-\w+=/,
  'a private key': /"d\\?"\s*:\s*\\?"[\w-]{40,}|BEGIN [A-Z ]*PRIVATE KEY/,
  'a query': /[?&]\w+=/,
};

export interface Leak {
  what: string;
  line: string;
}

/**
 * `known`: what must not be found, by what it is. Texts are looked for whole, and secrets by their last half,
 * too.
 */
export function leaksIn(lines: string[], known: Record<string, string>): Leak[] {
  return lines.flatMap((line) => [
    ...Object.entries(FORMS)
      .filter(([, form]) => form.test(line))
      .map(([what]) => ({ what, line })),
    ...Object.entries(known)
      .filter(([, text]) => line.includes(text) || (text.length > 60 && line.includes(text.slice(-30))))
      .map(([what]) => ({ what, line })),
  ]);
}

/**
 * Log for operators of the gateway: one JSON object per line. Lines never contain a token, a key or the text
 * of an article.
 */
import { shouldLog } from './log-settings.ts';
import { noteLogged } from './metrics/isolate.ts';
import { requestScope } from './request-scope.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * Writes a line. `event` is a name that the operator guide lists; `fields` describe it. A line of a request
 * includes its id; lines of a ledger shard include the object's name.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  if (level === 'error' || level === 'warn') noteLogged(level, event);
  const scope = requestScope();
  // All lines of a request are sampled together, including its last one.
  const draw = scope && !scope.hasLines ? () => scope.draw : undefined;
  if (!shouldLog(level, draw)) return;
  if (scope) scope.hasLines = true;
  const line = JSON.stringify({ level, event, ...fields, ...(scope && { request: scope.id }) });
  console[level](withoutSecrets(line));
}

/**
 * Matches secrets: API keys, authorization headers and webhook secrets. No code logs one on purpose, but a
 * library's error may quote its input.
 */
const SECRETS =
  /\bimp_[a-z]+_[0-9a-z]+_[\w-]{16,}|\bwhsec_[\w+/=-]{20,}|\b(Bearer|DPoP|Basic)\s+[\w.~+/=-]{12,}/gi;
/** Also matches the beginning of a JWS without a third part, so that no text is scanned twice. */
const JWS = /\beyJ[\w-]{8,}(?:\.[\w-]+(\.[\w-]*)?)?/gi;

/** Replaces secrets by a placeholder such as `[key]`. */
export function withoutSecrets(line: string): string {
  return line
    .replace(SECRETS, (secret) => `[${kindOf(secret)}]`)
    .replace(JWS, (match, third?: string) => (third === undefined ? match : '[jws]'));
}

function kindOf(secret: string): string {
  if (secret.startsWith('imp_')) return 'key';
  return secret.startsWith('whsec_') ? 'webhook secret' : 'authorization';
}

/**
 * Log fields of an unexpected error. A parser's message quotes its input, so only its name and stack are
 * logged.
 */
export function errorFields(error: Error): { error: string; stack?: string } {
  const { name, message, stack } = error;
  if (!(error instanceof SyntaxError)) return { error: message, ...(stack !== undefined && { stack }) };
  return { error: name, ...(stack !== undefined && { stack: stack.replaceAll(message, '…') }) };
}

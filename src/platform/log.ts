/** The one way to say something to whoever operates the gateway: a JSON object on one line. Never a token, a key or text of an article. */
import { keepsLine } from './log-settings.ts';
import { noteLogged } from './metrics/isolate.ts';
import { requestScope } from './request-scope.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * `event` is a name that the guide for operators lists; `fields` say of what. A line that is written while a request is answered
 * names the request; a ledger object's own lines name the object.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  if (level === 'error' || level === 'warn') noteLogged(level, event);
  const scope = requestScope();
  // What is told of a request is told with its last line, and the other way round.
  const draw = scope && !scope.hasLines ? () => scope.draw : undefined;
  if (!keepsLine(level, draw)) return;
  if (scope) scope.hasLines = true;
  const line = JSON.stringify({ level, event, ...fields, ...(scope && { request: scope.id }) });
  console[level](withoutSecrets(line));
}

/**
 * What has the form of a secret: an API key with its secret, a compact JWS or JWT, a webhook's. Nobody means to write one down; this is for the error
 * of a library that quotes what it was given.
 */
const SECRETS =
  /\bimp_[a-z]+_[0-9a-z]+_[\w-]{16,}|\bwhsec_[\w+/=-]{20,}|\b(Bearer|DPoP|Basic)\s+[\w.~+/=-]{12,}/gi;
/** Takes what begins like a JWS and has no third part as well, and whole: none of it is read twice. */
const JWS = /\beyJ[\w-]{8,}(?:\.[\w-]+(\.[\w-]*)?)?/gi;

export function withoutSecrets(line: string): string {
  return line
    .replace(SECRETS, (secret) => `[${kindOf(secret)}]`)
    .replace(JWS, (whole, third?: string) => (third === undefined ? whole : '[jws]'));
}

function kindOf(secret: string): string {
  if (secret.startsWith('imp_')) return 'key';
  return secret.startsWith('whsec_') ? 'webhook secret' : 'authorization';
}

/** A failure that nobody foresaw. What parsers say quotes what they could not read: of that only the name, and where it was. */
export function toldOf(error: Error): { error: string; stack?: string } {
  const { name, message, stack } = error;
  if (!(error instanceof SyntaxError)) return { error: message, ...(stack !== undefined && { stack }) };
  return { error: name, ...(stack !== undefined && { stack: stack.replaceAll(message, '…') }) };
}

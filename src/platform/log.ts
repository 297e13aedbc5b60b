/** The one way to say something to whoever operates the gateway: a JSON object on one line. Never a token, a key or text of an article. */

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** `event` is a name that the guide for operators lists; `fields` say of what. */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  console[level](JSON.stringify({ level, event, ...fields }));
}

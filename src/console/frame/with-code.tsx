import type { Child } from 'hono/jsx';

/** What stands between backticks, as code. */
export const withCode = (text: string): Child =>
  text.split('`').map((part, place) => (place % 2 === 1 ? <code>{part}</code> : part));

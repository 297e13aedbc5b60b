import type { Child } from 'hono/jsx';

export const withCode = (text: string): Child =>
  text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));

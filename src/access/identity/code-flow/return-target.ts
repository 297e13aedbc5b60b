/**
 * Validates the page to which a sign-in returns. Pure. Only console pages are allowed, whatever the
 * link.
 */
import { NEXT_CHARS_MAX } from '../limits.ts';

export const CONSOLE = '/console';
const AUTH_PAGES = /^\/console\/(?:sign-in|sign-out|session)(?:\/|$)/;

/** Returns the target if it is a console page, or the overview. */
export function safeReturnTarget(target: unknown): string {
  if (typeof target !== 'string' || target.length > NEXT_CHARS_MAX) return CONSOLE;
  // Rejects characters that browsers may normalize differently (RFC 3986 §2).
  if (!/^\/console(?:[/?][!-~]*)?$/.test(target) || /[\\#]/.test(target)) return CONSOLE;
  const { pathname, search, searchParams } = new URL(target, 'http://gateway.invalid');
  // `done` is the confirmation of an action. A sign-in has performed none.
  if (searchParams.has('done')) return safeReturnTarget(target.replace(/[?].*/, ''));
  const isPage = pathname === CONSOLE || pathname.startsWith(`${CONSOLE}/`);
  return isPage && !AUTH_PAGES.test(pathname) ? pathname + search : CONSOLE;
}

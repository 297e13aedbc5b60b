/** Where a sign-in leads back to. Pure. Only ever a page of the console, whoever wrote the link that led here. */
import { NEXT_CHARS_MAX } from '../limits.ts';

export const CONSOLE = '/console';
/** To sign in once more, or out, is nobody's aim. */
const DOORS = /^\/console\/(?:sign-in|sign-out|session)(?:\/|$)/;

export function safeNext(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > NEXT_CHARS_MAX) return CONSOLE;
  // What browsers read otherwise than it is written (RFC 3986 §2) is not looked at further.
  if (!/^\/console(?:[/?][!-~]*)?$/.test(wanted) || /[\\#]/.test(wanted)) return CONSOLE;
  const { pathname, search, searchParams } = new URL(wanted, 'http://gateway.invalid');
  // What a page says that an act has done, nobody has done by signing in.
  if (searchParams.has('done')) return safeNext(wanted.replace(/[?].*/, ''));
  const isPage = pathname === CONSOLE || pathname.startsWith(`${CONSOLE}/`);
  return isPage && !DOORS.test(pathname) ? pathname + search : CONSOLE;
}

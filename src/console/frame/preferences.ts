/** Language, time zone and theme, stored in cookies of the browser rather than in the session. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { normalized } from '../forms/normalize.ts';
import { type Language, pickLanguage } from './messages.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  language: Language;
  /** IANA name. */
  zone: string;
  theme: Theme;
}

/** Seconds: the longest lifetime that browsers grant a cookie. */
const AGE_S = 400 * 24 * 3600;
const NAMES = { language: 'imprimatur-language', zone: 'imprimatur-zone', theme: 'imprimatur-theme' };

/** `?lang=` applies to one request and is not stored. */
export function preferencesOf(c: Context): Preferences {
  const zone = getCookie(c, NAMES.zone) ?? 'UTC';
  const theme = getCookie(c, NAMES.theme);
  return {
    language: pickLanguage(
      c.req.query('lang') ?? getCookie(c, NAMES.language),
      c.req.header('Accept-Language'),
    ),
    zone: isTimeZone(zone) ? zone : 'UTC',
    theme: THEMES.find((candidate) => candidate === theme) ?? 'auto',
  };
}

/** Keys are control names. A script sets the zone cookie by the same name. Returns a zone that is unknown. */
export function rememberPreferences(c: Context, form: Record<string, string>): string | undefined {
  const options = { path: '/', sameSite: 'Lax', maxAge: AGE_S, secure: true } as const;
  const { '/language': language, '/zone': typed, '/theme': theme } = form;
  const [zone] = typed === undefined ? [] : normalized(typed.trim(), 'zone');
  if (language !== undefined) setCookie(c, NAMES.language, pickLanguage(language, undefined), options);
  if (zone !== undefined && isTimeZone(zone)) setCookie(c, NAMES.zone, zone, options);
  if (THEMES.some((candidate) => candidate === theme)) setCookie(c, NAMES.theme, String(theme), options);
  return zone === undefined || isTimeZone(zone) ? undefined : zone;
}

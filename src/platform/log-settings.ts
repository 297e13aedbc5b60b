/**
 * Log filters: `LOG_LEVEL` is the lowest level, `LOG_SAMPLE` the share of requests whose lines of a level are
 * written. Errors are always written. An isolate serves one configuration, which is parsed again only if its
 * text changes.
 */
import type { Level } from './log.ts';

const LEVELS = { debug: 0, info: 1, warn: 2, error: 3 } as const satisfies Record<Level, number>;

/** From 0 to 1. Levels without a share have 1. */
type Shares = Partial<Record<Exclude<Level, 'error'>, number>>;

export interface LogSettings {
  minLevel: Level;
  shares: Shares;
}

export type LogSettingsResult = { ok: true; value: LogSettings } | { ok: false; reason: string };

const DEFAULTS: LogSettings = { minLevel: 'info', shares: {} };
const SAMPLED = ['debug', 'info', 'warn'];

/** Parses the values of LOG_LEVEL and LOG_SAMPLE. */
export function parseLogSettings(level: string | undefined, sample: string | undefined): LogSettingsResult {
  const minLevel = (level?.trim().toLowerCase() || DEFAULTS.minLevel) as Level;
  if (!(minLevel in LEVELS))
    return { ok: false, reason: `LOG_LEVEL is none of ${Object.keys(LEVELS).join(', ')}` };
  const shares = sharesOf(sample?.trim() || '{}');
  if (!shares) return { ok: false, reason: 'LOG_SAMPLE is no JSON like {"debug": 0.01, "info": 0.1}' };
  return { ok: true, value: { minLevel, shares } };
}

function sharesOf(sample: string): Shares | null {
  try {
    const parsed: unknown = JSON.parse(sample);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const isShare = ([name, share]: [string, unknown]) =>
      SAMPLED.includes(name) && typeof share === 'number' && share >= 0 && share <= 1;
    return Object.entries(parsed).every(isShare) ? (parsed as Shares) : null;
  } catch {
    return null;
  }
}

let texts: [string | undefined, string | undefined] = [undefined, undefined];
let settings = DEFAULTS;

/**
 * Applies the settings, on each request and each start of an object. Returns the fault of unreadable settings
 * once; the defaults apply then.
 */
export function setLogging({
  LOG_LEVEL,
  LOG_SAMPLE,
}: {
  LOG_LEVEL?: string;
  LOG_SAMPLE?: string;
}): string | null {
  if (LOG_LEVEL === texts[0] && LOG_SAMPLE === texts[1]) return null;
  texts = [LOG_LEVEL, LOG_SAMPLE];
  const parsed = parseLogSettings(LOG_LEVEL, LOG_SAMPLE);
  settings = parsed.ok ? parsed.value : DEFAULTS;
  return parsed.ok ? null : parsed.reason;
}

/** Tells whether lines of this level are written, before a caller builds one. */
export function isLogged(level: Level): boolean {
  return LEVELS[level] >= LEVELS[settings.minLevel];
}

/**
 * Decides whether a line is written. `draw` returns the request's number from 0 to below 1; undefined means
 * that the line belongs to no request and is not sampled.
 */
export function shouldLog(level: Level, draw: (() => number) | undefined): boolean {
  if (!isLogged(level)) return false;
  if (level === 'error' || draw === undefined) return true;
  const share = settings.shares[level] ?? 1;
  return share >= 1 || draw() < share;
}

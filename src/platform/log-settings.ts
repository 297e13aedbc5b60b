/**
 * Which lines are written: `LOG_LEVEL` is the least level, `LOG_SAMPLE` the share of requests whose lines of a level are. Errors are
 * always written. An isolate serves one configuration; it is read again only when its text is another.
 */
import type { Level } from './log.ts';

const LEVELS = { debug: 0, info: 1, warn: 2, error: 3 } as const satisfies Record<Level, number>;

/** From 0 to 1; a level that is not named: 1. */
type Shares = Partial<Record<Exclude<Level, 'error'>, number>>;

export interface LogSettings {
  least: Level;
  shares: Shares;
}

export type ReadSettings = { ok: true; value: LogSettings } | { ok: false; reason: string };

const DEFAULTS: LogSettings = { least: 'info', shares: {} };
const SAMPLED = ['debug', 'info', 'warn'];

export function readLogSettings(level: string | undefined, sample: string | undefined): ReadSettings {
  const least = (level?.trim().toLowerCase() || DEFAULTS.least) as Level;
  if (!(least in LEVELS))
    return { ok: false, reason: `LOG_LEVEL is none of ${Object.keys(LEVELS).join(', ')}` };
  const shares = sharesOf(sample?.trim() || '{}');
  if (!shares) return { ok: false, reason: 'LOG_SAMPLE is no JSON like {"debug": 0.01, "info": 0.1}' };
  return { ok: true, value: { least, shares } };
}

function sharesOf(sample: string): Shares | null {
  try {
    const read: unknown = JSON.parse(sample);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    const isShare = ([name, share]: [string, unknown]) =>
      SAMPLED.includes(name) && typeof share === 'number' && share >= 0 && share <= 1;
    return Object.entries(read).every(isShare) ? (read as Shares) : null;
  } catch {
    return null;
  }
}

let texts: [string | undefined, string | undefined] = [undefined, undefined];
let settings = DEFAULTS;

/** With each request, and with each start of an object. The reason when they cannot be read, once: then the defaults hold. */
export function setLogging({
  LOG_LEVEL,
  LOG_SAMPLE,
}: {
  LOG_LEVEL?: string;
  LOG_SAMPLE?: string;
}): string | null {
  if (LOG_LEVEL === texts[0] && LOG_SAMPLE === texts[1]) return null;
  texts = [LOG_LEVEL, LOG_SAMPLE];
  const read = readLogSettings(LOG_LEVEL, LOG_SAMPLE);
  settings = read.ok ? read.value : DEFAULTS;
  return read.ok ? null : read.reason;
}

/** Whether a line of this level may be written at all: asked before anything of it is made. */
export function isLogged(level: Level): boolean {
  return LEVELS[level] >= LEVELS[settings.least];
}

/** `draw`: from 0 to below 1, by the request; undefined: the line is of no request, and is not sampled. */
export function keepsLine(level: Level, draw: (() => number) | undefined): boolean {
  if (!isLogged(level)) return false;
  if (level === 'error' || draw === undefined) return true;
  const share = settings.shares[level] ?? 1;
  return share >= 1 || draw() < share;
}

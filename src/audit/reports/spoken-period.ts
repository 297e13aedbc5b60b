/** Reads periods as people say them, in English and German. Pure. */
import { dateIn } from '../../ledger/time-zone.ts';
import { editsBetween, monthNumber } from '../../rights/index.ts';
import { adjacentPeriod, type Period, periodBetween, periodOf } from './period.ts';

/** Ranges that move with the day. */
const RELATIVE = {
  today: /^(?:today|(?:von )?heute)$/i,
  yesterday: /^(?:yesterday|(?:von )?gestern)$/i,
  days7: /^(?:in )?(?:the |den |der )?(?:last 7 days|letzten? (?:7|sieben) tagen?)$/i,
  week: /^(?:this week|(?:in )?diese[rn]? woche)$/i,
  last_week: /^(?:last week|(?:(?:in )?der )?letzten? woche)$/i,
  days30: /^(?:in )?(?:the |den |der )?(?:last 30 days|letzten? (?:30|dreißig) tagen?)$/i,
  month: /^(?:this month|(?:in )?diese[nrm] monat)$/i,
  last_month: /^(?:last month|(?:im )?letzte[nrm] monat)$/i,
};

export type SpokenPeriod = { range: keyof typeof RELATIVE } | { range?: undefined; days: Period };

/** The day begins in the zone. */
interface Clock {
  now: number;
  zone: string;
}

/** What stands around a day, month, quarter or year, or two. Without words, only after `deliveries`. */
const FRAMES = [
  /^(?:(?:from|vo[mn]) )?(?<first>.{1,30}?)(?: (?:to|until|bis(?: zum)?|–) |–)(?<last>.+)$/is,
  /^(?:since|from|(?:seit|ab)(?: dem)?) (?<since>.+)$/is,
  /^(?:in|on|im|am|vom)(?: the| year| the year| jahr)? (?<only>.+)$/is,
  /^(?<bare>.+)$/s,
];

const THIS_OR_LAST =
  /^(?:(?<past>last|letzte[snm]?)|this|diese[snm]?) (?:(?<annual>year|jahr)|quarter|quartal)$/i;

/** A part that is missing belongs to the last such time that has begun. */
const UNITS = [
  /^(?<year>\d{4})(?:-(?:q(?<quarter>[1-4])|(?<month>\d\d)(?:-(?<day>\d\d))?))?$/i,
  /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4}|\d\d)?$/,
  /^(?<month>\d\d?)[./](?<year>\d{4})$/,
  /^(?:q(?<quarter>[1-4])|(?<ordinal>[1-4])(?:\.|st|nd|rd|th) (?:quartal|quarter))(?: (?<year>\d{4}))?$/i,
  /^(?:(?<day>\d\d?)(?:\.|st|nd|rd|th)? )?(?<month>\p{L}{3,})\.?(?: (?<year>\d{4}))?$/u,
  THIS_OR_LAST,
];

/** `latest`: the period has begun by this day, unless its year is stated. */
function unitSpoken(text: string, latest: string): Period | null {
  const groups = UNITS.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!groups) return null;
  const { day, month, ordinal, year, past, annual } = groups;
  const [thisYear = '', thisMonth = ''] = latest.split('-');
  const current = annual ? '' : `-Q${Math.ceil(Number(thisMonth) / 3)}`;
  const quarter = groups.quarter ?? ordinal;
  const number = month && (/\d/.test(month) ? month : String(monthNumber(month) ?? 0));
  const parts = quarter ? [`Q${quarter}`] : [number, day].flatMap((part) => part?.padStart(2, '0') ?? []);
  if (parts.length === 0 && !year) {
    const name = `${thisYear}${current}`;
    return periodOf((past && adjacentPeriod(name, -1)) || name);
  }
  const inYear = (year: string | number) => periodOf([year, ...parts].join('-'));
  if (year) return inYear(year.padStart(4, '20'));
  const period = inYear(thisYear);
  return period && period.from > latest ? inYear(Number(thisYear) - 1) : period;
}

/** Undefined: the phrase is no period. `isAlone`: a month, quarter or year needs no words around it. */
function phraseSpoken(phrase: string, { now, zone }: Clock, isAlone: boolean): SpokenPeriod | undefined {
  const ranges = Object.keys(RELATIVE) as (keyof typeof RELATIVE)[];
  const range = ranges.find((name) => RELATIVE[name].test(phrase));
  if (range) return { range };
  const today = dateIn(zone, now);
  for (const frame of FRAMES) {
    const { first = '', last, since, only, bare } = frame.exec(phrase)?.groups ?? {};
    if (bare && !isAlone && !THIS_OR_LAST.test(bare)) continue;
    const end = unitSpoken(last ?? since ?? only ?? bare ?? '', today);
    const begin = last ? end && unitSpoken(first, end.to) : end;
    const days = begin && end && (last || since ? periodBetween(begin.from, since ? today : end.to) : end);
    if (days) return { days };
  }
}

const WORDS_MAX = 8;
const NAMES_BEGIN = /^(?:of|von|to|an|for|für)$/i;

/** The period in `deliveries of X in March to Y`: after the first word, before names or at the end. */
export function periodSpoken(text: string, clock: Clock): (SpokenPeriod & { rest: string }) | undefined {
  const words = text.split(/\s+/);
  for (let start = 1; start < words.length; start += 1)
    for (let end = Math.min(words.length, start + WORDS_MAX); end > start; end -= 1) {
      const next = words[end];
      if (next !== undefined && !NAMES_BEGIN.test(next)) continue;
      const found = phraseSpoken(words.slice(start, end).join(' '), clock, start === 1);
      if (found) return { ...found, rest: [...words.slice(0, start), ...words.slice(end)].join(' ') };
    }
}

/** Whether a text without a period that is understood has a number, or a month misspelled by a letter. */
export function mayMeanPeriod(text: string, locale: string): boolean {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' });
  const months = Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month)).toLowerCase());
  const isNearMonth = (word: string) => months.some((month) => editsBetween(word, month, 1) <= 1);
  const words = text.toLowerCase().split(/\s+/);
  return words.some((word) => /\d/.test(word) || (word.length > 3 && isNearMonth(word)));
}

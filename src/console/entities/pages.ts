/** Finds pages of the console by their titles, and by other words that people use for them. */
import { fold } from '../../articles/search/words.ts';
import { periodOf } from '../../audit/reports/period.ts';
import { monthNumber } from '../../rights/index.ts';
import { isoDay } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { NAV, rolesAt } from '../frame/nav.ts';
import type { ConsoleView } from '../frame/view.ts';
import { monthAt, periodName } from '../parts/period-choices.ts';
import { RANGES, type Range } from '../parts/ranges.ts';
import { KINDS } from '../reports/kinds.ts';
import type { Hit } from './search.tsx';

type Title = [href: string, title: MessageKey];

const CREATED = ['partners', 'products', 'licenses', 'keys', 'restrictions', 'operators'] as const;

const TITLES: Title[] = [
  ...NAV.flatMap(({ items }) => items.map(({ href, label }): Title => [href, label])),
  ...CREATED.map((area): Title => [`/console/${area}/new`, `${area}.new`]),
  ['/console/deliveries?kind=refusal', 'reports.refusals'],
  ['/console/restrictions/phrases', 'restrictions.phrases'],
  ['/console/statements/close-all', 'statements.close_all'],
  ['/console/statements/close', 'statements.close'],
  ['/console/statements/closed', 'statements.all'],
  ...KINDS.map((kind): Title => [`/console/reports/${kind}`, `reports.${kind}`]),
  ['/console/replay/price', 'replay.price'],
  ['/console/retention/holds', 'holds.title'],
  ['/console/retention/holds/new', 'holds.new'],
  ['/console/account', 'account.title'],
  ['/verify', 'frame.verify'],
  ['/docs/guide', 'frame.guide'],
];

const wordsIn = (text: string) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Pages that the viewer may open and that every word of the text is about; titles first. */
export function findPages(view: ConsoleView, text: string): Hit[] {
  const { t, session } = view;
  const words = wordsIn(text);
  const uses = usesPage(view, text);
  if (uses) return [uses];
  if (words.length === 0) return [];
  const found = TITLES.flatMap(([href, key]) => {
    const [name, area] = [t(key), href.replace(/\/new$/, '')];
    const title = fold(name);
    const more = wordsIn(`${t(`search.words${area}` as MessageKey)} ${area === href ? '' : t('search.new')}`);
    const isInTitle = (word: string) => title.includes(word);
    const isAbout = (word: string) => isInTitle(word) || more.some((other) => other.startsWith(word));
    if (!words.every(isAbout) || rolesAt(href.replace(/\?.*/, ''))?.includes(session.role) === false)
      return [];
    return [{ isTitled: words.every(isInTitle), page: { id: href, name, detail: '', href } }];
  });
  return found.sort((a, b) => Number(b.isTitled) - Number(a.isTitled)).map(({ page }) => page);
}

/** Groups are filters of the log. */
const QUESTIONS = [
  /^(?:of|von) (?<article>.+) (?:to|an) (?<partner>.+)$/is,
  /^(?:to|for|an|für) (?<partner>.+?) (?:of|von) (?<article>.+)$/is,
  /^(?:of|von) (?<article>.+)$/is,
  /^(?:to|for|an|für) (?<partner>.+)$/is,
];
const USES =
  /^(?:deliver(?:y|ies)|(?:aus)?lieferung(?:en)?|(?<refusal>refusals?|ablehnung(?:en)?))(?: (?<names>.+))?$/is;

/** How people say it, at the end of a sentence. */
const SPOKEN_RANGES: Record<Range, RegExp> = {
  today: / (?:today|(?:von )?heute)$/i,
  yesterday: / (?:yesterday|(?:von )?gestern)$/i,
  days7: / (?:in )?(?:the |den |der )?(?:last 7 days|letzten? (?:7|sieben) tagen?)$/i,
  week: / (?:this week|(?:in )?diese[rn]? woche)$/i,
  last_week: / (?:last week|(?:(?:in )?der )?letzten? woche)$/i,
  days30: / (?:in )?(?:the |den |der )?(?:last 30 days|letzten? (?:30|dreißig) tagen?)$/i,
  month: / (?:this month|(?:in )?diese[nrm] monat)$/i,
  last_month: / (?:last month|(?:im )?letzte[nrm] monat)$/i,
};

/** `in December 2026`; without a year, the last one that has begun. `on 2026-12-01`, `vom 1.12.2026`. */
const SPOKEN_DAYS = / (?:i[nm] (?<month>\p{L}+)(?: (?<year>\d{4}))?|(?:on|am|vom) (?<day>\S+))$/iu;

interface SpokenPeriod {
  said: RegExp;
  query: Record<string, string>;
  name: string;
}

function spokenPeriod(text: string, { t, now }: ConsoleView): SpokenPeriod | undefined {
  const range = RANGES.find((name) => SPOKEN_RANGES[name].test(text));
  if (range) return { said: SPOKEN_RANGES[range], query: { range }, name: t(`range.${range}`) };
  const { month, year, day = '' } = SPOKEN_DAYS.exec(text)?.groups ?? {};
  const days = periodOf(month === undefined ? isoDay(day) : monthSpoken(month, year, now));
  return days
    ? { said: SPOKEN_DAYS, query: { from: days.from, to: days.to }, name: periodName(days.name, t) }
    : undefined;
}

/** YYYY-MM; month `00` for a word that names none. */
function monthSpoken(month: string, year: string | undefined, now: number): string {
  const number = String(monthNumber(month) ?? 0).padStart(2, '0');
  const [thisYear = '', thisMonth = ''] = monthAt(now).split('-');
  return `${year ?? Number(thisYear) - (number > thisMonth ? 1 : 0)}-${number}`;
}

/** Reads `refusals of HEADLINE to PARTNER last week`. The log asks about a name that fits several, or none. */
export function usesPage(view: ConsoleView, text: string): Hit | undefined {
  const period = spokenPeriod(text, view);
  const question = period ? text.replace(period.said, '') : text;
  const { names, refusal } = USES.exec(question)?.groups ?? {};
  if (!USES.test(question) || !view.mayGo('/console/deliveries')) return undefined;
  const named = QUESTIONS.map((pattern) => pattern.exec(names ?? '')?.groups).find(Boolean);
  if (!named && (names !== undefined || !period)) return undefined;
  const query = { kind: refusal ? 'refusal' : 'delivery', ...named, ...period?.query };
  const href = `/console/deliveries?${new URLSearchParams(query)}`;
  return { id: href, name: question, detail: period?.name ?? '', href };
}

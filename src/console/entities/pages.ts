/** Finds pages of the console by their titles, and by other words that people use for them. */
import { fold } from '../../articles/search/words.ts';
import { periodSpoken } from '../../audit/reports/spoken-period.ts';
import type { Entity } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { NAV, rolesAt } from '../frame/nav.ts';
import type { ConsoleView } from '../frame/view.ts';
import { periodName } from '../parts/period-choices.ts';
import { KINDS } from '../reports/kinds.ts';
import { resolveEntity } from './resolve.ts';
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
export async function findPages(view: ConsoleView, text: string): Promise<Hit[]> {
  const { t, session } = view;
  const words = wordsIn(text);
  const uses = await usesPage(view, text);
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

/** Reads `refusals of HEADLINE to PARTNER last week`. The log asks about a name that fits several, or none. */
export async function usesPage(view: ConsoleView, text: string): Promise<Hit | undefined> {
  if (!isAboutUses(text) || !view.mayGo('/console/deliveries')) return undefined;
  const period = periodSpoken(text, view);
  const question = period?.rest ?? text;
  const { names, refusal } = USES.exec(question)?.groups ?? {};
  const named = QUESTIONS.map((pattern) => pattern.exec(names ?? '')?.groups).find(Boolean);
  if (!named && (names !== undefined || !period)) return undefined;
  const { article, partner } = named ?? {};
  const isOfPartner = article && !partner && (await isPartner(view, article));
  const query = {
    kind: refusal ? 'refusal' : 'delivery',
    ...(isOfPartner ? { partner: article } : named),
    ...(period && (period.range ? { range: period.range } : { from: period.days.from, to: period.days.to })),
  };
  const { t } = view;
  const detail = period && (period.range ? t(`range.${period.range}`) : periodName(period.days.name, t));
  const href = `/console/deliveries?${new URLSearchParams(query)}`;
  return { id: href, name: question, detail: detail ?? '', href };
}

export const isAboutUses = (text: string) => USES.test(text);

/** Whether a name, as in `refusals of NAME`, is a partner's rather than an article's. */
async function isPartner(view: ConsoleView, text: string): Promise<boolean> {
  const [article, partner] = await Promise.all(
    (['article', 'partner'] as const).map((kind) => resolveEntity(view, { kinds: [kind] }, { text })),
  );
  if (!article || !partner || 'id' in article) return false;
  const hasHits = (hits: Entity[]) => hits.some(({ near }) => !near);
  return 'id' in partner || (hasHits(partner.hits) && !hasHits(article.hits));
}

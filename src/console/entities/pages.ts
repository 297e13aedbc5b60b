/** Finds pages of the console by words of their titles, in the reader's language. */
import { fold } from '../../articles/search/words.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { NAV, rolesAt } from '../frame/nav.ts';
import type { ConsoleView } from '../frame/view.ts';
import { KINDS } from '../reports/kinds.ts';
import type { Hit } from './search.tsx';

type Title = [href: string, title: MessageKey];

const CREATED = ['partners', 'products', 'licenses', 'keys', 'restrictions', 'operators'] as const;

/** By the first title of a page; further ones are other words for it. */
const TITLES: Title[] = [
  ...NAV.flatMap(({ items }) => items.map(({ href, label }): Title => [href, label])),
  ...CREATED.map((area): Title => [`/console/${area}/new`, `${area}.new`]),
  ['/console/restrictions/phrases', 'restrictions.phrases'],
  ['/console/statements', 'search.month_end'],
  ['/console/statements/close-all', 'statements.close_all'],
  ['/console/statements/close-all', 'search.month_end'],
  ['/console/statements/close', 'statements.close'],
  ['/console/statements/closed', 'statements.all'],
  ...KINDS.map((kind): Title => [`/console/reports/${kind}`, `reports.${kind}`]),
  ['/console/replay/price', 'replay.price'],
  ['/console/retention/holds', 'holds.title'],
  ['/console/retention/holds/new', 'holds.new'],
  ['/console/account', 'account.title'],
];

/** Pages that the viewer may open, of which the titles have every word of the text. */
export function findPages({ t, session }: ConsoleView, text: string): Hit[] {
  if (text === '') return [];
  const words = fold(text).split(/\s+/);
  return [...Map.groupBy(TITLES, ([href]) => href)].flatMap(([href, named]) => {
    const titles = named.map(([, title]) => t(title));
    const texts = fold([...titles, href.endsWith('/new') ? t('search.new') : ''].join(' '));
    const isFound = words.every((word) => texts.includes(word));
    if (!isFound || rolesAt(href)?.includes(session.role) === false) return [];
    return [{ id: href, name: titles[0] ?? '', detail: '', href }];
  });
}

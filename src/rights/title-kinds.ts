/** Kinds of titles (ODRL operand `product`), and their names in several languages. Data. Pure. */

export const TITLE_KINDS = [
  'newspaper',
  'magazine',
  'tabloid',
  'book',
  'agency',
  'broadcaster',
  'website',
] as const;
type TitleKind = (typeof TITLE_KINDS)[number];

/** Other names, in lower case. */
const NAMES: Record<TitleKind, string> = {
  newspaper: 'newspapers zeitung zeitungen tageszeitung wochenzeitung sonntagszeitung quotidien periódico',
  magazine:
    'magazines mag mags periodical periodicals magazin magazine zeitschrift zeitschriften illustrierte revue hebdomadaire revista',
  tabloid: 'tabloids boulevard boulevardzeitung boulevardblatt',
  book: 'books buch bücher buchverlag livre libro',
  agency: 'agencies agentur agenturen nachrichtenagentur bildagentur agence agencia',
  broadcaster:
    'broadcasters broadcast radio television tv rundfunk hörfunk fernsehen sender radiosender fernsehsender',
  website: 'websites web site portal online webseite onlineportal nachrichtenportal onlinemedium',
};

const KIND_OF_NAME: ReadonlyMap<string, TitleKind> = new Map(
  TITLE_KINDS.flatMap((kind) => [kind, ...NAMES[kind].split(' ')].map((name) => [name, kind] as const)),
);

/** `Zeitschrift` → `magazine`. Undefined: not a name of a known kind. */
export function titleKindOf(name: string): TitleKind | undefined {
  return KIND_OF_NAME.get(name.toLowerCase());
}

export function isTitleKind(kind: string): boolean {
  return TITLE_KINDS.some((known) => known === kind);
}

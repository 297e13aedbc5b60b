/** Which product of a license covers an item, or what each of them asks for that the item lacks. Pure. */
import { covers, type Selectable, type Selection } from '../../licensing/covers.ts';
import { NAMES_SHOWN_MAX } from './limits.ts';

export interface NamedProduct {
  name: string;
  selection: Selection;
}

/** `Covered by "Politics wire".`, or why not. */
export function coverageSentence(products: NamedProduct[], item: Selectable, now: number): string {
  const covering = products.filter(({ selection }) => covers(selection, item, now));
  if (covering.length > 0) return `Covered by ${few(covering.map(({ name }) => `"${name}"`))}.`;
  const lacks = products
    .slice(0, NAMES_SHOWN_MAX)
    .map(({ name, selection }) => `"${name}" ${lack(selection, item, now)}`);
  const more = products.length > lacks.length ? `; and ${products.length - lacks.length} more` : '';
  return `No product of this license covers the item: ${lacks.join('; ')}${more}.`;
}

/** Each criterion by itself, asked as the whole selection is. */
function lack(
  { sections, types, subjects, languages, backfileDays }: Selection,
  item: Selectable,
  now: number,
): string {
  const without = (selection: Selection) => !covers(selection, item, now);
  const parts = [
    sections &&
      without({ sections }) &&
      `takes the sections ${few(sections)}, and the item is ${filed(item.sections)}`,
    types && without({ types }) && `takes items of type ${few(types)}, and this is ${item.type}`,
    subjects &&
      without({ subjects }) &&
      `takes the subjects ${few(subjects)}, and the item has ${few(item.subjects)}`,
    languages &&
      without({ languages }) &&
      `takes the languages ${few(languages)}, and the item ${item.language === undefined ? 'names none' : `is in ${item.language}`}`,
    backfileDays !== undefined &&
      without({ backfileDays }) &&
      `reaches ${backfileDays} days back, and the item is of ${new Date(item.versionCreated).toISOString().slice(0, 10)}`,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

function filed(sections: string[]): string {
  return sections.length === 0 ? 'filed in none' : `filed in ${few(sections)}`;
}

function few(names: string[]): string {
  const shown = names.slice(0, NAMES_SHOWN_MAX);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? 'none') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

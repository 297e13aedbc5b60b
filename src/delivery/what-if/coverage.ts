/** Explains which product of a license covers an item, or what the item lacks for each of them. Pure. */
import { covers, type Selectable, type Selection } from '../../licensing/covers.ts';
import type { Message, Parameter } from '../../rights/types.ts';
import { message } from '../templates.ts';
import { NAMES_SHOWN_MAX } from './limits.ts';

export interface NamedProduct {
  name: string;
  selection: Selection;
}

/** `Covered by "Politics wire".`, or the reason why none does. */
export function coverageMessage(products: NamedProduct[], item: Selectable, now: number): Message {
  const covering = products.filter(({ selection }) => covers(selection, item, now));
  if (covering.length > 0)
    return message('product.covers', {
      products: { list: covering.map(({ name }) => message('product.quoted', { name })) },
    });
  const lacks = products.slice(0, NAMES_SHOWN_MAX).map(({ name, selection }) =>
    message('product.lacks', {
      name,
      lacks: { list: lacksOf(selection, item, now), joint: 'comma' },
    }),
  );
  const more = products.length - lacks.length;
  const list = more > 0 ? [...lacks, message('product.more', { number: more })] : lacks;
  return message('product.covers_not', { lacks: { list, joint: 'semicolon' } });
}

/** Tests each criterion separately, with the function that tests the whole selection. */
function lacksOf(
  { sections, types, subjects, languages, backfileDays }: Selection,
  item: Selectable,
  now: number,
): Message[] {
  const lacks: Message[] = [];
  const lack = (selection: Selection, of: () => Message) => {
    if (!covers(selection, item, now)) lacks.push(of());
  };
  if (sections)
    lack({ sections }, () => {
      const takes = few('section', sections);
      return item.sections.length === 0
        ? message('product.sections_none', { sections: takes })
        : message('product.sections', { sections: takes, filed: few('section', item.sections) });
    });
  if (types)
    lack({ types }, () =>
      message('product.types', { types: few('type', types), type: { of: 'type', value: item.type } }),
    );
  if (subjects)
    lack({ subjects }, () => {
      const takes = few('subject', subjects);
      return item.subjects.length === 0
        ? message('product.subjects_none', { subjects: takes })
        : message('product.subjects', { subjects: takes, has: few('subject', item.subjects) });
    });
  if (languages)
    lack({ languages }, () => {
      const takes = few('language', languages);
      return item.language === undefined
        ? message('product.languages_none', { languages: takes })
        : message('product.languages', {
            languages: takes,
            language: { of: 'language', value: item.language },
          });
    });
  if (backfileDays !== undefined)
    lack({ backfileDays }, () => {
      const instant = new Date(item.versionCreated).toISOString();
      return message('product.backfile', {
        days: backfileDays,
        at: { instant, shown: instant.slice(0, 10) },
      });
    });
  return lacks;
}

const few = (of: string, names: readonly string[]): Parameter => ({
  list: names.map((value) => ({ of, value })),
});

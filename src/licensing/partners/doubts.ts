/** Probable mistakes in a partner. */
import type { Doubt } from '../../platform/confirmation.ts';
import { isTitleKind, similarWords, TITLE_KINDS } from '../../rights/index.ts';
import { isSameText } from '../same-text.ts';
import type { NewPartner, PartnerPatch } from './schemas.ts';
import { findPartner, partnerNames } from './store.ts';

/** `id` of the partner that is changed. */
export async function doubtsAboutPartner(
  db: D1Database,
  partner: NewPartner | PartnerPatch,
  id?: string,
): Promise<Doubt[]> {
  const doubts = [...doubtsAboutContacts(partner), ...doubtsAboutTitles(partner)];
  return [...(await doubtsAboutName(db, partner.name, id)), ...doubts];
}

/** How many titles tell the other partner of a name. */
const TITLES_NAMED = 3;

/** Partners of one name can hardly be told apart. A change that keeps the name is not asked about again. */
async function doubtsAboutName(db: D1Database, name?: string, id?: string): Promise<Doubt[]> {
  if (name === undefined) return [];
  const sameName = (await partnerNames(db)).filter((partner) => isSameText(partner.name, name));
  const [first] = sameName;
  const partner = first && sameName.every((same) => same.id !== id) && (await findPartner(db, first.id));
  if (!partner) return [];
  const names = partner.titles.slice(0, TITLES_NAMED).map((title) => title.name);
  const titles = names.join(', ') || '–';
  const message = `Another partner has this name (titles: ${titles})`;
  return [{ path: '/name', key: 'same_partner_name', message, confirms: name, parameters: { titles } }];
}

/** `desk at example` */
const AT_IN_WORDS = /\s[([]?at[)\]]?\s/i;

function doubtsAboutContacts(partner: NewPartner | PartnerPatch): Doubt[] {
  return (['contact', 'recallContact'] as const).flatMap((member): Doubt[] => {
    const contact = partner[member] ?? '';
    if (contact.includes('@') || !AT_IN_WORDS.test(contact)) return [];
    const message = 'This looks like an email address without @';
    return [{ path: `/${member}`, key: 'contact_without_at', message, confirms: contact }];
  });
}

/** Kinds that restrictions do not know: a restriction of any kind may mean such a title. */
function doubtsAboutTitles({ titles = [] }: NewPartner | PartnerPatch): Doubt[] {
  return titles.flatMap(({ kind }, index): Doubt[] => {
    if (kind === undefined || isTitleKind(kind)) return [];
    return [
      {
        path: `/titles/${index}/kind`,
        key: 'new_title_kind',
        message: 'Restrictions do not know this kind, so those of certain kinds refuse the title',
        confirms: kind,
        similar: similarWords(kind, TITLE_KINDS),
      },
    ];
  });
}

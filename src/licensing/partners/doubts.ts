/** Probable mistakes in a partner. Pure. */
import type { Doubt } from '../../platform/confirmation.ts';
import { isTitleKind, similarWords, TITLE_KINDS } from '../../rights/index.ts';
import type { NewPartner, PartnerPatch } from './schemas.ts';

export function doubtsAboutPartner(partner: NewPartner | PartnerPatch): Doubt[] {
  return [...doubtsAboutContacts(partner), ...doubtsAboutTitles(partner)];
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

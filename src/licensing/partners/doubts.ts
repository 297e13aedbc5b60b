/** Probable mistakes in a partner. */
import type { Doubt } from '../../platform/confirmation.ts';
import { isTitleKind, similarWords, TITLE_KINDS } from '../../rights/index.ts';
import { isAlike } from '../same-text.ts';
import type { NewPartner, PartnerPatch } from './schemas.ts';
import { findPartner, partnerNames, partnersOnDomains } from './store.ts';

/** `id` of the partner that is changed. */
export async function doubtsAboutPartner(
  db: D1Database,
  partner: NewPartner | PartnerPatch,
  id?: string,
): Promise<Doubt[]> {
  const doubts = [...doubtsAboutContacts(partner), ...doubtsAboutTitles(partner)];
  const [names, domains] = await Promise.all([
    doubtsAboutName(db, partner.name, id),
    doubtsAboutDomains(db, partner, id),
  ]);
  return [...names, ...domains, ...doubts];
}

/** How many titles tell the other partner of a name. */
const TITLES_NAMED = 3;

/** Partners of similar names can hardly be told apart. A change that keeps the name is not asked about. */
async function doubtsAboutName(db: D1Database, name?: string, id?: string): Promise<Doubt[]> {
  if (name === undefined) return [];
  const sameName = (await partnerNames(db)).filter((partner) => isAlike(partner.name, name));
  const [first] = sameName;
  const partner = first && sameName.every((same) => same.id !== id) && (await findPartner(db, first.id));
  if (!partner) return [];
  const names = partner.titles.slice(0, TITLES_NAMED).map((title) => title.name);
  const titles = names.join(', ') || '–';
  const message = `Another partner is called "${partner.name}" (titles: ${titles})`;
  const parameters = { name: partner.name, titles };
  return [{ path: '/name', key: 'same_partner_name', message, confirms: name, parameters }];
}

/** Partners with one domain are probably the same. Domains that the partner had before are not asked about. */
async function doubtsAboutDomains(
  db: D1Database,
  { titles = [] }: NewPartner | PartnerPatch,
  id?: string,
): Promise<Doubt[]> {
  const owners = await partnersOnDomains(
    db,
    titles.flatMap(({ domains }) => domains),
  );
  const settled = new Set(owners.filter((owner) => owner.id === id).map(({ domain }) => domain));
  return titles.flatMap(({ domains }, at) =>
    domains.flatMap((domain, index): Doubt[] => {
      const name = owners.find((owner) => owner.domain === domain)?.name;
      if (name === undefined || settled.has(domain)) return [];
      settled.add(domain);
      const message = `The partner "${name}" has this domain`;
      const path = `/titles/${at}/domains/${index}`;
      return [{ path, key: 'same_domain', message, confirms: domain, parameters: { name } }];
    }),
  );
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

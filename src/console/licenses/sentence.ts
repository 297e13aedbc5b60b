/**
 * License terms in plain words, as a contract reads. Depends only on terms, names and language. Each member
 * has its own wording, which must not grant more than the terms. Pure.
 */
import { policyDigest } from '../../rights/digest.ts';
import { LASTING_CHANNELS, WORDLESS } from '../../rights/license/agreement.ts';
import { alterationActions } from '../../rights/license/alterations.ts';
import { licensedExtent } from '../../rights/license/extent.ts';
import { NAMED_RIGHTS, type NamedTerms } from '../../rights/terms.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { dayInWords, edgeInWords } from './instants.ts';
import { type Draft, freeText, type Member } from './terms.ts';
import { areasInWords } from './territories.ts';

/** Display names by id; unknown ids are shown as such. */
export interface Names {
  partner: string;
  titles: ReadonlyMap<string, string>;
  products: ReadonlyMap<string, string>;
}

interface Saying {
  terms: Draft;
  names: Names;
  t: Translate;
}

/** Quotes user-chosen names, so that none reads as part of the sentence. */
const quoted = (names: readonly string[], t: Translate) =>
  t.list(names.map((text) => t('licenses.say.quoted', { text })));

function gap(t: Translate, member: string): string {
  return t('licenses.say.gap', { what: t(`licenses.${member}` as MessageKey) });
}

function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>, t: Translate): string {
  const nameOf = (id: string) => names.get(id) ?? id;
  const count = (name: string) => [...names.values()].filter((value) => value === name).length;
  const texts = [...new Set(ids)].map((id) => {
    const text = t('licenses.say.quoted', { text: nameOf(id) });
    return count(nameOf(id)) > 1 ? `${text} (${id})` : text;
  });
  return t.list(texts);
}

const wordList = (list: string, values: readonly string[], t: Translate) =>
  t.list([...new Set(values)].map((value) => t.word(list, value)));

const zoneIn = (zone = 'UTC', t: Translate) => (zoneOrUtc(zone) === zone ? zone : gap(t, 'timeZone'));

const number = (value: number | undefined, t: Translate, member: string) =>
  value === undefined ? gap(t, member) : t.number(value);

function alterationsIn({ uses = [], alterations = [] }: Draft) {
  return alterationActions({ uses, alterations } as unknown as NamedTerms);
}

/** Permitted and prohibited alterations. ODRL implies some of them, so they must be forbidden explicitly. */
function alterationsInWords(terms: Draft, t: Translate): string | undefined {
  const { permitted, prohibited } = alterationsIn(terms);
  const sentences = [
    ...(permitted.length > 0 ? [t('licenses.say.altered', { acts: wordList('act', permitted, t) })] : []),
    ...(prohibited.length > 0 ? [t('licenses.say.unaltered', { acts: wordList('act', prohibited, t) })] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** Acts that are licensed implicitly, as ODRL 2.2 includes them in named ones. */
function includedActs(terms: Draft): string[] {
  const { uses = [], alterations = [] } = terms;
  const { acts } = licensedExtent({ uses, alterations, starts: '', ends: '' } as unknown as NamedTerms);
  const explicit = new Set([...uses, ...alterationsIn(terms).permitted]);
  return [...(acts ?? [])].filter((act) => !explicit.has(act)).sort();
}

function includedInWords(terms: Draft, t: Translate): string | undefined {
  const acts = includedActs(terms);
  return acts.length > 0 ? t('licenses.say.included', { acts: wordList('act', acts, t) }) : undefined;
}

/**
 * Wording of each member, in the order of an agreement; undefined if it goes without saying. Not called for
 * the named rights of a license with a policy, which states them.
 */
const WORDING: { [M in Member]: (saying: Saying) => string | undefined } = {
  partner: ({ names, terms, t }) => names.partner || terms.partner || gap(t, 'partner'),
  titles: ({ terms: { titles }, names, t }) =>
    titles
      ? t('licenses.say.titles', { count: new Set(titles).size, list: namesOf(titles, names.titles, t) })
      : t('licenses.say.all_titles'),
  products: ({ terms: { products = [] }, names, t }) =>
    products.length === 0
      ? gap(t, 'products')
      : t('licenses.say.products', {
          count: new Set(products).size,
          list: namesOf(products, names.products, t),
        }),
  components: ({ terms: { components = [] }, t }) =>
    components.length === 0 ? gap(t, 'components') : wordList('of', components, t),
  uses: ({ terms: { uses = [] }, t }) =>
    t('licenses.say.acts', { list: uses.length === 0 ? gap(t, 'uses') : wordList('act', uses, t) }),
  alterations: ({ terms, t }) => alterationsInWords(terms, t),
  channels: ({ terms: { channels = [] }, t }) =>
    channels.length === 0 ? gap(t, 'channels') : wordList('on', channels, t),
  territories: ({ terms: { territories = [] }, t }) =>
    territories.length === 0 ? gap(t, 'territories') : areasInWords(territories, t),
  territoryBasis: ({ terms: { territoryBasis = 'market' }, t }) => t(`licenses.say.${territoryBasis}`),
  purposes: ({ terms: { purposes }, t }) =>
    purposes
      ? t('licenses.say.purposes', { count: purposes.length, list: quoted([...new Set(purposes)], t) })
      : t('licenses.say.any_purpose'),
  languages: ({ terms: { languages, components = [] }, t }) => {
    if (!languages) return t('licenses.say.any_language');
    const list = t.list(
      [...new Set(languages)].map((tag) => (tag ? languageName(tag, t) : gap(t, 'languages'))),
    );
    const wordless = components.filter((type) => WORDLESS.includes(type));
    return wordless.length === 0
      ? t('licenses.say.languages', { list })
      : t('licenses.say.languages_wordless', { list, wordless: wordList('of', wordless, t) });
  },
  starts: ({ terms: { starts, timeZone }, t }) =>
    !starts ? gap(t, 'starts') : edgeInWords(starts, zoneOrUtc(timeZone), 'from', t),
  ends: ({ terms: { ends, timeZone }, t }) =>
    !ends ? gap(t, 'ends') : edgeInWords(ends, zoneOrUtc(timeZone), 'until', t),
  timeZone: ({ terms: { timeZone }, t }) => timeZone && t('licenses.say.zone', { zone: zoneIn(timeZone, t) }),
  advance: ({ terms: { advance = false }, t }) =>
    t(advance ? 'licenses.say.advance' : 'licenses.say.no_advance'),
  onlineDays: ({ terms: { onlineDays, channels = [] }, t }) => {
    if (onlineDays === undefined) return undefined;
    const lasting = LASTING_CHANNELS.filter((channel) => channels.some((licensed) => licensed === channel));
    const list = wordList('on', lasting.length > 0 ? lasting : LASTING_CHANNELS, t);
    return t('licenses.say.online', { count: onlineDays, list });
  },
  retentionDays: ({ terms: { retentionDays }, t }) =>
    retentionDays === undefined ? undefined : t('licenses.say.retention', { count: retentionDays }),
  afterTerm: ({ terms: { afterTerm }, t }) => {
    if (!afterTerm) return undefined;
    const { keep, deleteWithinDays: count } = afterTerm;
    if (keep === undefined || count === undefined)
      return t('licenses.say.after_gap', { gap: gap(t, 'afterTerm') });
    return t(`licenses.say.after_${keep}`, { count });
  },
  credit: ({ terms: { credit }, t }) =>
    credit &&
    t(credit.byline ? 'licenses.say.credit_byline' : 'licenses.say.credit', {
      line: credit.line === undefined ? gap(t, 'credit') : quoted([credit.line], t),
    }),
  fullTextFeed: ({ terms: { fullTextFeed = false }, t }) =>
    t(fullTextFeed ? 'licenses.say.full_text' : 'licenses.say.no_full_text'),
  quota: ({ terms: { quota }, t }) =>
    quota
      ? t('licenses.say.quota', {
          count: quota.limit ?? 0,
          limit: number(quota.limit, t, 'quota.limit'),
          per: quota.per === undefined ? gap(t, 'quota.per') : t.word('per', quota.per),
          beyond: quota.onExceed === undefined ? gap(t, 'quota.onExceed') : t.word('beyond', quota.onExceed),
        })
      : t('licenses.say.no_quota'),
  minimum: ({ terms: { minimum }, t }) =>
    minimum &&
    t('licenses.say.minimum', {
      units: number(minimum.units, t, 'minimum.units'),
      per: minimum.per === undefined ? gap(t, 'minimum.per') : t.word('per', minimum.per),
    }),
  reporting: ({ terms: { reporting }, t }) =>
    reporting?.withinDays === undefined
      ? undefined
      : t('licenses.say.reporting', { count: reporting.withinDays }),
  recall: ({ terms: { recall = {} }, t }) => {
    const { removeWithin, correctWithin } = recall;
    const remove = removeWithin
      ? t('licenses.say.remove_within', { time: t.period(removeWithin) })
      : t('licenses.say.remove_default');
    const correct = correctWithin && t('licenses.say.correct_within', { time: t.period(correctWithin) });
    return [remove, correct].filter(Boolean).join(' ');
  },
  exclusivity: (saying) => exclusivityInWords(saying),
  sublicensing: ({ terms: { sublicensing }, t }) =>
    sublicensing === undefined
      ? undefined
      : t('licenses.say.sublicensing', { text: quoted([freeText(sublicensing)], t) }),
  consent: ({ terms: { consent }, t }) => {
    const { reference, signedBy, signedOn, documentDigest } = consent ?? {};
    if (!reference) return gap(t, 'consent');
    return t(documentDigest ? 'licenses.say.consent_digest' : 'licenses.say.consent', {
      reference: quoted([reference], t),
      by: signedBy ? quoted([signedBy], t) : gap(t, 'consent.signedBy'),
      on: signedOn ? dayInWords(signedOn, t) : gap(t, 'consent.signedOn'),
      digest: documentDigest ?? '',
    });
  },
  policy: ({ terms: { policy }, t }) => policy && policyInWords(policy, t),
};

export const MEMBERS = Object.keys(WORDING) as Member[];

/** Identifies an uploaded policy by its digest. */
function policyInWords(policy: Record<string, unknown>, t: Translate): string {
  const uid = policy.uid ?? policy['@id'];
  const name =
    typeof uid === 'string' ? t('licenses.say.quoted', { text: uid }) : t('licenses.say.policy_unnamed');
  return t('licenses.say.policy', { uid: name, digest: digestOf(policy) });
}

/** Drafts may be nested too deeply to be hashed. */
function digestOf(policy: Record<string, unknown>): string {
  try {
    return policyDigest(policy);
  } catch {
    return '…';
  }
}

/** Omitted lists and dates default to those of the license. */
function exclusivityInWords({ terms, t }: Saying): string | undefined {
  const { exclusivity, timeZone } = terms;
  if (!exclusivity) return undefined;
  const { uses, components, territories, channels, from, until, firstHours } = { ...terms, ...exclusivity };
  const zone = zoneOrUtc(timeZone);
  const [starts, ends] = [from ?? terms.starts, until ?? terms.ends];
  const values = {
    uses: uses ? wordList('act', uses, t) : gap(t, 'uses'),
    components: components ? wordList('of', components, t) : gap(t, 'components'),
    channels: channels ? wordList('on', channels, t) : gap(t, 'channels'),
    places: territories ? areasInWords(territories, t) : gap(t, 'territories'),
    from: starts ? edgeInWords(starts, zone, 'from', t) : gap(t, 'starts'),
    until: ends ? edgeInWords(ends, zone, 'until', t) : gap(t, 'ends'),
  };
  const exclusive = t('licenses.say.exclusive', values);
  const hours = firstHours === undefined ? [] : [t('licenses.say.first_hours', { count: firstHours })];
  const scope = terms.purposes || terms.languages ? [t('licenses.say.exclusive_within')] : [];
  return [exclusive, ...hours, ...scope].join(' ');
}

/** Includes the tag, as two tags may share a name. */
function languageName(tag: string, t: Translate): string {
  const name = t.codeName('language', tag);
  return name.toLowerCase() === tag.toLowerCase() ? tag : `${name} (${tag})`;
}

export type InWords = Partial<Record<Member, string>>;

/** Wording of each member, for comparing versions. */
export function membersInWords(terms: Draft, names: Names, t: Translate): InWords {
  const inWords: InWords = {};
  for (const member of MEMBERS) {
    if (terms.policy && NAMED_RIGHTS.some((named) => named === member)) continue;
    const text = WORDING[member]({ terms, names, t });
    if (text !== undefined && text !== '') inWords[member] = text;
  }
  return inWords;
}

export interface Difference {
  member: Member | 'status';
  before: string | undefined;
  after: string | undefined;
}

export function differencesOf(before: InWords, after: InWords): Difference[] {
  const changed = MEMBERS.filter((member) => before[member] !== after[member]);
  return changed.map((member) => ({ member, before: before[member], after: after[member] }));
}

const FIRST: Member[] = [
  'partner',
  'titles',
  'products',
  'components',
  'uses',
  'channels',
  'territories',
  'starts',
  'ends',
  'policy',
];

/** The whole license: a summary, each further term, and the reservation of all other rights. */
export function licenseInWords(terms: Draft, names: Names, t: Translate): string[] {
  const inWords = membersInWords(terms, names, t);
  const term = t('licenses.say.term', {
    from: inWords.starts ?? '',
    until: inWords.ends ?? '',
    zone: zoneIn(terms.timeZone, t),
  });
  const first = t(terms.policy ? 'licenses.say.first_policy' : 'licenses.say.first', { ...inWords, term });
  const included = terms.policy ? undefined : includedInWords(terms, t);
  const further = MEMBERS.filter((member) => !FIRST.includes(member));
  const more = further.map((member) => inWords[member]);
  return [first, included, ...more, t('licenses.say.reserved')].filter((text) => text !== undefined);
}

/**
 * What a license permits, in plain words: the first thing that a court would read. A function of the terms, the names in them and the
 * language. Each member of the terms is said in its own words; nothing is said that they do not grant. Pure.
 */
import { LASTING_CHANNELS, WORDLESS } from '../../rights/license/agreement.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { actsInWords, alterationsInWords, includedInWords } from './acts.ts';
import { dayInWords, fromInWords, untilInWords } from './instants.ts';
import { placesInWords } from './places.ts';
import { policyInWords } from './policy-words.ts';
import { type Draft, freeText, MEMBERS, type Member } from './terms.ts';

/** What ids stand for. What is not known is shown by its id. */
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

/** Names that somebody chose, so that nobody takes a part of one for the sentence around it. */
const quoted = (names: readonly string[], t: Translate) =>
  t.list(names.map((text) => t('licenses.say.quoted', { text })));

/** In the place of what is still missing. */
function gap(t: Translate, member: string): string {
  return t('licenses.say.gap', { what: t(`licenses.${member}` as MessageKey) });
}

/** Two things of the same name are told apart by their ids. */
function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>, t: Translate): string {
  const nameOf = (id: string) => names.get(id) ?? id;
  const count = (name: string) => [...names.values()].filter((other) => other === name).length;
  const texts = [...new Set(ids)].map((id) => {
    const text = t('licenses.say.quoted', { text: nameOf(id) });
    return count(nameOf(id)) > 1 ? `${text} (${id})` : text;
  });
  return t.list(texts);
}

const words = (list: string, values: readonly string[], t: Translate) =>
  t.list([...new Set(values)].map((value) => t.word(list, value)));

const number = (value: number | undefined, t: Translate, member: string) =>
  value === undefined ? gap(t, member) : t.number(value);

/** Each member in words; undefined: it is not agreed, and that needs no words. Those of the first sentence are parts of it. */
const SAY: { [M in Member]: (saying: Saying) => string | undefined } = {
  partner: ({ names, terms, t }) => names.partner || terms.partner || gap(t, 'partner'),
  products: ({ terms: { products = [] }, names, t }) =>
    products.length === 0
      ? gap(t, 'products')
      : t('licenses.say.products', {
          count: new Set(products).size,
          list: namesOf(products, names.products, t),
        }),
  titles: ({ terms: { titles }, names, t }) =>
    titles
      ? t('licenses.say.titles', { count: new Set(titles).size, list: namesOf(titles, names.titles, t) })
      : t('licenses.say.all_titles'),
  components: ({ terms: { components = [], policy }, t }) =>
    policy ? undefined : components.length === 0 ? gap(t, 'components') : words('of', components, t),
  uses: ({ terms: { uses = [], policy }, t }) =>
    policy
      ? undefined
      : t('licenses.say.acts', { list: uses.length === 0 ? gap(t, 'uses') : actsInWords(uses, t) }),
  channels: ({ terms: { channels = [], policy }, t }) =>
    policy ? undefined : channels.length === 0 ? gap(t, 'channels') : words('on', channels, t),
  territories: ({ terms: { territories = [], policy }, t }) =>
    policy ? undefined : territories.length === 0 ? gap(t, 'territories') : placesInWords(territories, t),
  starts: ({ terms: { starts, timeZone }, t }) =>
    !starts ? gap(t, 'starts') : fromInWords(starts, zoneOrUtc(timeZone), t),
  ends: ({ terms: { ends, timeZone }, t }) =>
    !ends ? gap(t, 'ends') : untilInWords(ends, zoneOrUtc(timeZone), t),
  alterations: ({ terms, t }) => (terms.policy ? undefined : alterationsInWords(terms, t)),
  territoryBasis: ({ terms: { territoryBasis = 'market' }, t }) => t(`licenses.say.${territoryBasis}`),
  purposes: ({ terms: { purposes, policy }, t }) =>
    policy
      ? undefined
      : purposes
        ? t('licenses.say.purposes', { count: purposes.length, list: quoted([...new Set(purposes)], t) })
        : t('licenses.say.any_purpose'),
  languages: ({ terms: { languages, components = [], policy }, t }) => {
    if (policy) return undefined;
    if (!languages) return t('licenses.say.any_language');
    const list = t.list([...new Set(languages)].map((tag) => languageName(tag, t)));
    const wordless = components.filter((type) => WORDLESS.includes(type));
    return wordless.length === 0
      ? t('licenses.say.languages', { list })
      : t('licenses.say.languages_wordless', { list, wordless: words('of', wordless, t) });
  },
  timeZone: ({ terms: { timeZone }, t }) => timeZone && t('licenses.say.zone', { zone: timeZone }),
  advance: ({ terms: { advance = false }, t }) =>
    t(advance ? 'licenses.say.advance' : 'licenses.say.no_advance'),
  onlineDays: ({ terms: { onlineDays, channels = [] }, t }) => {
    if (onlineDays === undefined) return undefined;
    const lasting = LASTING_CHANNELS.filter((channel) => channels.some((named) => named === channel));
    const list = words('on', lasting.length > 0 ? lasting : LASTING_CHANNELS, t);
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

/** A list that is left out is the license's own, and so is an end of the window. */
function exclusivityInWords({ terms, t }: Saying): string | undefined {
  const { exclusivity, timeZone } = terms;
  if (!exclusivity) return undefined;
  const { uses, components, territories, channels, from, until, firstHours } = { ...terms, ...exclusivity };
  const zone = zoneOrUtc(timeZone);
  const [starts, ends] = [from ?? terms.starts, until ?? terms.ends];
  const values = {
    uses: uses ? actsInWords(uses, t) : gap(t, 'uses'),
    components: components ? words('of', components, t) : gap(t, 'components'),
    channels: channels ? words('on', channels, t) : gap(t, 'channels'),
    places: territories ? placesInWords(territories, t) : gap(t, 'territories'),
    from: starts ? fromInWords(starts, zone, t) : gap(t, 'starts'),
    until: ends ? untilInWords(ends, zone, t) : gap(t, 'ends'),
  };
  const alone = t('licenses.say.exclusive', values);
  const hours = firstHours === undefined ? [] : [t('licenses.say.first_hours', { count: firstHours })];
  const within = terms.purposes || terms.languages ? [t('licenses.say.exclusive_within')] : [];
  return [alone, ...hours, ...within].join(' ');
}

/** With its tag, since two tags may have one name. */
function languageName(tag: string, t: Translate): string {
  const name = t.codeName('language', tag);
  return name.toLowerCase() === tag.toLowerCase() ? tag : `${name} (${tag})`;
}

export type InWords = Partial<Record<Member, string>>;

/** Each member that says something, by itself: what two versions are compared by. */
export function membersInWords(terms: Draft, names: Names, t: Translate): InWords {
  const said: InWords = {};
  for (const member of MEMBERS) {
    const text = SAY[member]({ terms, names, t });
    if (text !== undefined && text !== '') said[member] = text;
  }
  return said;
}

/** Those that make the first sentence together. */
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

/** The whole: who may do what with what, then each term in a sentence of its own, then that all else stays reserved. */
export function licenseInWords(terms: Draft, names: Names, t: Translate): string[] {
  const said = membersInWords(terms, names, t);
  const term = t('licenses.say.term', {
    from: said.starts ?? '',
    until: said.ends ?? '',
    zone: zoneOrUtc(terms.timeZone),
  });
  const first = t(terms.policy ? 'licenses.say.first_policy' : 'licenses.say.first', { ...said, term });
  const included = terms.policy ? undefined : includedInWords(terms, t);
  const others = MEMBERS.filter((member) => !FIRST.includes(member));
  const more = others.map((member) => said[member]);
  return [first, included, ...more, t('licenses.say.reserved')].filter((text) => text !== undefined);
}

import { messagesOf, type Say } from '../../rights/index.ts';

export const EXCLUSIVITY_TEMPLATES = {
  'exclusive.overlap': '{acts} of {components} in {places} on {channels}, from {from} until {until}',
  'exclusive.places_without': '{places} without {except}',
  'exclusive.in_product': 'in product {products}',
  'exclusive.where_same': 'where product {products} selects the same articles',

  'exclusive.grants': 'License {license} of {partner} grants {overlap}, {products}',
  'exclusive.may_grant': 'License {license} of {partner} may grant {overlap}, {products}',
  'exclusive.has': 'License {license} of {partner} has {overlap}, {products} alone',
  'exclusive.has_first':
    'License {license} of {partner} has the first {hours} hours of {overlap}, {products}, as this license would',

  'exclusive.other_later':
    '{said}: it will be refused that for {hours} hours from the creation of each version',
  'exclusive.other_refused': '{said}: what is in both will be refused to it',
  'exclusive.other_unknown':
    '{said}: how far the license that is given as a policy reaches is not known beforehand; it will be refused what meets the exclusivity',
  'exclusive.later':
    '{said} for {hours} hours from the creation of each version: this license will be refused it for so long',
  'exclusive.refused': '{said}: what is in both will be refused to this license',
  'exclusive.unknown':
    '{said}: how far the license that is given as a policy reaches is not known beforehand; this license will be refused what meets the exclusivity',
  'exclusive.neither': '{said}: an article in both products could be used by neither',

  'exclusive.clash': '{said}. {mend}',
  'exclusive.clash_alone':
    '{said}, which this license would have alone. {mend}, or take that out of license {license} first',
  'exclusive.mend': 'To mend it, narrow one part: {ways}',
  'exclusive.no_mend': 'There is no one part that could be narrowed and leave something',
  'exclusive.add': '{field}: add {places}',
  'exclusive.out': '"-{place}"',
  'exclusive.leave_out': '{field}: leave out {values}',
  'exclusive.no_later': '{field}: no later than {at}',
  'exclusive.no_earlier': '{field}: no earlier than {at}',
} as const;

export const exclusivityMessage: Say<typeof EXCLUSIVITY_TEMPLATES> = messagesOf(EXCLUSIVITY_TEMPLATES);

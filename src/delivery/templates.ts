import { messagesOf, type Say } from '../rights/index.ts';

export const STEP_TEMPLATES = {
  'step.not_reached': 'Not evaluated: an earlier step has decided.',

  'license.partner_suspended': 'The agency has suspended this partner, and with it all its licenses.',
  'license.suspended': 'The agency has suspended this license.',
  'license.terminated': 'This license has been terminated.',
  'license.not_begun': 'This license starts on {at}.',
  'license.over': 'This license ended on {at}.',
  'license.policy': 'The license is a policy, which has no term of its own.',
  'license.in_force': 'In force until {at}.',
  'license.void': 'The license cannot be evaluated, so nothing is permitted: {why}.',

  'product.no_component': 'The article has no component {component}.',
  'product.policy': 'A policy has no products; it covers every article.',
  'product.no_item': 'No article was named, so no product was evaluated.',
  'product.covers': 'Covered by {products}.',
  'product.quoted': '"{name}"',
  'product.covers_not': 'No product of this license covers the article: {lacks}.',
  'product.lacks': '"{name}" {lacks}',
  'product.more': 'and {number} more',
  'product.sections': 'takes the sections {sections}, and the article is filed in {filed}',
  'product.sections_none': 'takes the sections {sections}, and the article is filed in none',
  'product.types': 'takes articles of type {types}, and this is {type}',
  'product.subjects': 'takes the subjects {subjects}, and the article has {has}',
  'product.subjects_none': 'takes the subjects {subjects}, and the article has none',
  'product.languages': 'takes the languages {languages}, and the article is in {language}',
  'product.languages_none': 'takes the languages {languages}, and the article names none',
  'product.backfile': 'reaches {days} days back, and the article is from {at}',

  'item.not_named': 'No article is named, so its status was not checked.',
  'item.killed': 'The agency has killed this article. Remove it wherever it stands.',
  'item.held': 'The agency withholds this article for now.',
  'item.usable': 'The article is usable.',
  'item.embargoed': 'This article is embargoed until {at}, and the license has no advance delivery.',
  'embargo.not_named': 'No article is named, so its embargo was not checked.',
  'embargo.none': 'There is no embargo.',
  'embargo.lifted': 'The embargo ended on {at}.',
  'embargo.advance':
    'Embargoed until {at}; the license has advance delivery, and publication waits until then.',
  'component.killed': 'The agency has killed this component. Remove it wherever it stands.',
  'component.held': 'The agency withholds this component for now.',
  'component.embargoed': 'This component is under an embargo of its own.',
  'content.missing': 'The license permits this, but the newsroom has not delivered the content yet.',

  'withheld.killed': '{component} withheld: the newsroom has killed it.',
  'withheld.held': '{component} withheld: the newsroom withholds it for now.',
  'withheld.embargoed': '{component} withheld: it has an embargo of its own.',
  'withheld.content_unavailable':
    '{component} withheld: it is permitted, but the newsroom has not delivered the content yet.',
  'withheld.fetch_separately':
    '{component} withheld: it is permitted on other terms than the rest. Fetch it separately.',

  'quota.not_stored': 'Only a stored license has a usage count.',
  'quota.proposed_item': 'The proposed article is not stored, so its units were not counted.',
  'quota.out_of_reach': 'The ledger that keeps the count is unavailable.',
  'quota.adds_each': 'each component not delivered before adds 1 unit to the bill',
  'quota.adds_nothing': 'everything in it is on the bill already',
  'quota.adds_one': 'it would add {count} unit to the bill',
  'quota.adds_other': 'it would add {count} units to the bill',
  'quota.units_one': '{count} unit',
  'quota.units_other': '{count} units',
  'quota.left_one': '{count} of the {limit} a {per} is left',
  'quota.left_other': '{count} of the {limit} a {per} are left',
  'quota.none': 'The license has no quota; {adds}.',
  'quota.room': '{left}; {adds}.',
  'quota.overage': '{left}; {adds}, as overage.',
} as const;

export const message: Say<typeof STEP_TEMPLATES> = messagesOf(STEP_TEMPLATES);

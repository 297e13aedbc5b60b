/** The usage terms as sentences for editors: ninjs `usageTerms`, and the small print of a page. */
import type { Component, ItemVersion } from '../articles/model.ts';
import { cleanLines } from '../platform/clean-text.ts';
import { asksForByline, perObject, type TimelessRights, timelessRights } from '../rights/index.ts';
import type { Alteration, LicenseTerms, Title } from '../rights/terms.ts';
import type { EffectiveRights, RightsDuty, StatedContext } from '../rights/types.ts';
import { type Box, boxesOf } from './boxes.ts';
import { readableInstant, readableList, readableTerritories } from './readable.ts';

export interface UsageTermsInput {
  item: ItemVersion;
  components: Component[];
  rights: EffectiveRights;
  terms: LicenseTerms;
  titles: Title[];
  openTexts?: string[];
  /** The banner, if any, comes first. */
  banner?: string;
}

const ACTIONS: Record<string, string> = {
  display: 'displayed',
  distribute: 'distributed',
  reproduce: 'reproduced',
  print: 'printed',
  archive: 'archived',
  index: 'indexed',
  search: 'indexed for search',
  aggregate: 'aggregated',
  translate: 'translated',
  extract: 'excerpted',
  derive: 'adapted',
  modify: 'modified',
  present: 'presented',
  play: 'played',
  stream: 'streamed',
  textToSpeech: 'read aloud by machine',
  'cc:CommercialUse': 'used commercially',
  'ai-train': 'used to train AI models',
  'ai-input': 'used as input to AI systems',
  'ai-index': 'indexed for AI systems',
};

const CHANNELS: Record<string, string> = {
  web: 'on the web',
  app: 'in apps',
  newsletter: 'in newsletters',
  social: 'on social media',
  print: 'in print',
  epaper: 'in e-papers',
  broadcast: 'in broadcasts',
  podcast: 'in podcasts',
  intranet: 'on intranets',
};

const ALTERATION_WORDS: Record<Alteration, string> = {
  headline: 'writing another headline',
  shorten: 'shortening',
  excerpt: 'excerpting',
  translate: 'translating',
  crop: 'cropping',
  combine: 'combining with other material',
};

/**
 * Names all permissions and duties, and reserves the rest. Foreign text (of policies, titles, the wire) is
 * cleaned once.
 */
export function usageTermsOf({
  item,
  components,
  rights,
  terms,
  titles,
  openTexts = [],
  banner,
}: UsageTermsInput): string {
  const { grants, conditions, reservation } = sentencesOf(timelessRights(rights));
  return inOneText([
    banner,
    ...grants.map((grant) => grantSentence(grant, titles)),
    periodSentence(rights),
    conditions,
    asksForByline(terms) ? 'The byline must be printed.' : undefined,
    reservation,
    ...wireSentences(item, components, openTexts),
  ]);
}

const inOneText = (sentences: (string | undefined)[]) =>
  sentences.filter((sentence) => sentence !== undefined && sentence !== '').join(' ');

/**
 * Everything that depends on the rights alone, without their times and the names of titles, which belong to
 * the partner.
 */
const sentencesOf = perObject((rights: TimelessRights) => ({
  grants: boxesOf(rights).map(grantWords),
  conditions: cleanLines(
    inOneText([statedSentence(rights.stated ?? {}), ...rights.duties.map(dutySentence)]),
  ),
  reservation: inOneText([alterationSentence(rights.alterations ?? []), 'Every other use is reserved.']),
}));

interface GrantWords {
  uses: string;
  titles: readonly string[];
  where: string;
}

function grantWords(box: Box): GrantWords {
  const channels = readableList(
    box.channels.map((channel) => CHANNELS[channel] ?? channel),
    'or',
  );
  const purposes = box.purposes ? `, for ${readableList(box.purposes, 'or')} purposes only` : '';
  return {
    uses: cleanLines(readableList(box.uses.map((use) => ACTIONS[use] ?? `used for ${use}`))),
    titles: box.titles,
    where: cleanLines(`${channels}, ${readableTerritories(box.territories)}${purposes}`),
  };
}

function grantSentence({ uses, titles: ids, where }: GrantWords, titles: readonly Title[]): string {
  const names = namesOf(titles);
  const byline =
    ids.length > 0 ? ` by ${readableList(ids.map((id) => names.get(id) ?? cleanLines(id)))}` : '';
  return `May be ${uses}${byline} ${where}.`;
}

const namesOf = perObject(
  (titles: readonly Title[]): ReadonlyMap<string, string> =>
    new Map(titles.map(({ id, name }) => [id, cleanLines(name)])),
);

function periodSentence(rights: EffectiveRights): string {
  const from = rights.notBefore === undefined ? '' : `from ${readableInstant(rights.notBefore)} `;
  return `Valid ${from}until ${readableInstant(rights.expires)}.`;
}

/** `absoluteSize` → `absolute size`. */
const operandInWords = (operand: string) =>
  operand.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function statedSentence(stated: StatedContext): string | undefined {
  const facts = Object.keys(stated)
    .sort()
    .map((operand) => `${operandInWords(operand)} ${stated[operand]}`);
  return facts.length === 0 ? undefined : `Only for the use that was stated: ${readableList(facts)}.`;
}

function dutySentence(duty: RightsDuty): string {
  if (duty.action === 'attribute')
    return duty.text ? `Credit "${duty.text}" is mandatory.` : 'A credit is mandatory.';
  if (duty.action === 'delete') return `Copies must be deleted: ${duty.text ?? 'when the rights end'}.`;
  if (duty.action === 'inform') return 'The agency must be informed of the use.';
  return `Duty: ${duty.action}${duty.text ? ` (${duty.text})` : ''}.`;
}

function alterationSentence(alterations: readonly Alteration[]): string {
  if (alterations.length === 0) return 'No alteration is permitted.';
  return `Alterations permitted: ${readableList(alterations.map((name) => ALTERATION_WORDS[name]))}; no others.`;
}

/**
 * The wire's own words, verbatim, also after the desk has decided what they mean: the rules in force stand
 * before them. `open`: texts of restrictions in review.
 */
function wireSentences(item: ItemVersion, components: Component[], open: string[]): string[] {
  const texts = [item.usageTerms, ...components.map(({ usageTerms }) => usageTerms), ...open];
  const distinct = new Set(texts.map((text) => text?.trim() ?? '').filter((text) => text !== ''));
  return [...distinct].map((text) => cleanLines(`As received: ${text}${/[.!?]$/u.test(text) ? '' : '.'}`));
}

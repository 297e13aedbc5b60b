/** Finds named terms that compile but contradict each other. */
import { agreementOf, LASTING_CHANNELS, type NamedSource, SHOWING, WORDLESS } from '../license/agreement.ts';
import { universeOf } from '../license/universe.ts';
import { includesAction } from '../odrl/actions.ts';
import { parsePolicy } from '../odrl/parse.ts';
import type { Alteration, NamedTerms } from '../terms.ts';
import { expandTerritories } from '../territories/expand.ts';
import type { Finding, Findings } from '../types.ts';
import { marketWarnings } from './markets.ts';

type ReportWarning = (
  path: string,
  message: string,
  key: string,
  parameters?: Record<string, number>,
) => void;

export function checkNamedTerms(source: NamedSource): Findings {
  const { terms, titles } = source;
  const warnings: Finding[] = [];
  const report: ReportWarning = (path, message, key, parameters) =>
    warnings.push({ path, message, code: 'terms', key, ...(parameters && { parameters }) });
  checkAlterations(terms, report);
  checkDays(terms, report);
  checkChannels(terms, report);
  if (terms.languages && terms.components.every((type) => WORDLESS.includes(type)))
    report(
      '/languages',
      'The components of this license have no language: this limits nothing',
      'no_language',
    );
  const parsed = parsePolicy(agreementOf(source));
  if (parsed.ok) warnings.push(...marketWarnings(source, universeOf(parsed.value.policy, titles)));
  return { faults: noTerritoryFault(terms), warnings };
}

/** `["DE", "-DE"]` licenses no territory. */
function noTerritoryFault({ territories }: NamedTerms): Finding[] {
  const codes = expandTerritories(territories);
  if (!codes.ok || codes.value.size > 0) return [];
  const message = 'What is taken out leaves no territory: nothing would be licensed';
  return [{ path: '/territories', code: 'contradiction', message, key: 'no_territory_left' }];
}

/** Component types to which each alteration applies. */
const ALTERABLE_COMPONENTS: Record<Alteration, readonly string[]> = {
  headline: ['dispatch'],
  shorten: ['dispatch', 'audio', 'video'],
  excerpt: ['dispatch', 'audio', 'video'],
  translate: ['dispatch', 'graphic', 'audio', 'video'],
  crop: ['photograph', 'graphic', 'logo', 'video'],
  combine: ['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'],
};

/** Acts whose result no one sees or hears. */
const INVISIBLE_ACTS = ['archive', 'index', 'search', 'ai-train', 'ai-index'];

function checkAlterations({ alterations = [], components, uses }: NamedTerms, report: ReportWarning): void {
  alterations.forEach((name, position) => {
    if (components.some((type) => ALTERABLE_COMPONENTS[name].includes(type))) return;
    report(
      `/alterations/${position}`,
      `Nothing of this license can be altered so: ${name} needs ${ALTERABLE_COMPONENTS[name].join(', ')}`,
      'alteration_void',
    );
  });
  if (alterations.length > 0 && uses.every((use) => INVISIBLE_ACTS.includes(use)))
    report('/alterations', 'No use of this license shows what was altered', 'alteration_unseen');
}

function checkDays(
  { onlineDays, retentionDays, afterTerm, channels, uses }: NamedTerms,
  report: ReportWarning,
): void {
  if (onlineDays !== undefined && retentionDays !== undefined && onlineDays > retentionDays)
    report(
      '/onlineDays',
      `It may be shown for ${onlineDays} days and must be deleted after ${retentionDays}`,
      'shown_past_deletion',
      { days: onlineDays, limit: retentionDays },
    );
  if (onlineDays !== undefined && !channels.some((channel) => LASTING_CHANNELS.includes(channel)))
    report('/onlineDays', 'Nothing stays online on these channels: this limits nothing', 'nothing_online');
  else if (onlineDays !== undefined && !SHOWING.some((act) => isReachedBy(uses, act)))
    report('/onlineDays', 'No use of this license shows anything: this limits nothing', 'nothing_shown');
  if (retentionDays !== undefined && afterTerm?.keep === 'all')
    report(
      '/afterTerm/keep',
      `All may be kept after the term, and must be deleted after ${retentionDays} days`,
      'kept_and_deleted',
      { limit: retentionDays },
    );
}

/** Acts that need sound or a screen. */
const UNPRINTABLE = ['stream', 'textToSpeech'];

function checkChannels({ channels, uses }: NamedTerms, report: ReportWarning): void {
  const paperChannels = channels.filter((channel) => channel === 'print' || channel === 'epaper');
  if (channels.includes('print') && uses.every((use) => UNPRINTABLE.includes(use)))
    report(
      `/channels/${channels.indexOf('print')}`,
      'No use of this license can be made in print',
      'print_impossible',
    );
  if (uses.includes('print') && paperChannels.length === 0)
    report(
      `/uses/${uses.indexOf('print')}`,
      'Nothing is printed on these channels: name print or epaper',
      'print_channel',
    );
  if (uses.includes('textToSpeech') && channels.every((channel) => channel === 'print'))
    report(`/uses/${uses.indexOf('textToSpeech')}`, 'Nothing is spoken in print', 'speech_in_print');
}

function isReachedBy(uses: readonly string[], act: string): boolean {
  return uses.some((use) => includesAction(use, act) || includesAction(act, use));
}

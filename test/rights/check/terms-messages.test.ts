/** Messages for the licensing desk about terms that compile but contradict each other. */
import { describe, expect, it } from 'vitest';
import { checkLicense } from '../../../src/rights/index.ts';
import type { Alteration, ComponentType, NamedTerms } from '../../../src/rights/terms.ts';
import { NOW, TITLES, terms } from '../fixtures.ts';

function messagesOf(change: Partial<NamedTerms>, now = NOW) {
  const source = { id: 'lic_1', version: 1, terms: terms(change), titles: TITLES };
  const { faults, warnings } = checkLicense(source, now);
  return [...faults, ...warnings].map(({ path, message }) => [path, message]);
}

const ALL: ComponentType[] = ['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'];

describe('terms that make no sense together', () => {
  it.each<[Partial<NamedTerms>, string, string]>([
    [
      { languages: ['de'], components: ['photograph', 'logo'] },
      '/languages',
      'The components of this license have no language: this limits nothing',
    ],
    [
      { territories: ['DE', '-DE'], channels: ['print'] },
      '/territories',
      'What is taken out leaves no territory: nothing would be licensed',
    ],
    [
      { alterations: ['headline'], components: ['photograph'] },
      '/alterations/0',
      'Nothing of this license can be altered so: headline needs dispatch',
    ],
    [
      { alterations: ['shorten'], components: ['photograph'] },
      '/alterations/0',
      'Nothing of this license can be altered so: shorten needs dispatch, audio, video',
    ],
    [
      { onlineDays: 30, retentionDays: 29 },
      '/onlineDays',
      'It may be shown for 30 days and must be deleted after 29',
    ],
    [
      { onlineDays: 30, channels: ['print', 'newsletter'] },
      '/onlineDays',
      'Nothing stays online on these channels: this limits nothing',
    ],
    [
      { onlineDays: 30, uses: ['archive'] },
      '/onlineDays',
      'No use of this license shows anything: this limits nothing',
    ],
    [
      { retentionDays: 7, afterTerm: { keep: 'all', deleteWithinDays: 0 } },
      '/afterTerm/keep',
      'All may be kept after the term, and must be deleted after 7 days',
    ],
    [
      { uses: ['stream', 'textToSpeech'], channels: ['web', 'print'] },
      '/channels/1',
      'No use of this license can be made in print',
    ],
    [
      { uses: ['display', 'print'], channels: ['web'] },
      '/uses/1',
      'Nothing is printed on these channels: name print or epaper',
    ],
    [{ uses: ['display', 'textToSpeech'], channels: ['print'] }, '/uses/1', 'Nothing is spoken in print'],
    [
      { titles: ['morgen', 'abend'], territories: ['DE'], channels: ['web'] },
      '/titles/1',
      'Abendpost can use nothing on web: its home market AT is not licensed, and these channels have no territory of their own. License AT, or let the partner geo-block ("territoryBasis": "audience")',
    ],
    [
      { titles: ['abend'], territories: ['DE'], channels: ['web', 'print', 'app'] },
      '/titles/0',
      'Abendpost can use nothing on web and app: its home market AT is not licensed, and these channels have no territory of their own. License AT, or let the partner geo-block ("territoryBasis": "audience")',
    ],
  ])('are reported for %j: %s %s', (change, path, message) => {
    expect(messagesOf(change)).toEqual([[path, message]]);
  });

  it.each<Partial<NamedTerms>>([
    { onlineDays: 30, retentionDays: 30 },
    { onlineDays: 30, retentionDays: 31 },
    { onlineDays: 30 },
    { retentionDays: 30, afterTerm: { keep: 'none', deleteWithinDays: 0 } },
    { afterTerm: { keep: 'all', deleteWithinDays: 0 } },
    { onlineDays: 30, uses: ['use'] },
    { uses: ['print'], channels: ['epaper'] },
    { uses: ['print'], channels: ['web', 'print'] },
    { uses: ['textToSpeech', 'display'], channels: ['print', 'web'] },
    { territories: ['JP'], channels: ['broadcast', 'print'] },
    { titles: ['abend'], territories: ['AT'], channels: ['web'] },
  ])('%j makes sense', (change) => {
    expect(messagesOf(change)).toEqual([]);
  });

  it.each<[Alteration, ComponentType[]]>([
    ['headline', ['dispatch']],
    ['shorten', ['dispatch', 'audio', 'video']],
    ['excerpt', ['dispatch', 'audio', 'video']],
    ['translate', ['dispatch', 'graphic', 'audio', 'video']],
    ['crop', ['photograph', 'graphic', 'logo', 'video']],
    ['combine', ALL],
  ])('%s is done to %j', (alteration, components) => {
    const altered = ALL.filter(
      (type) => messagesOf({ alterations: [alteration], components: [type] }).length === 0,
    );
    expect(altered).toEqual(components);
  });

  it.each(['archive', 'index', 'search', 'ai-train', 'ai-index'])('%s shows no alteration', (use) => {
    expect(messagesOf({ uses: [use], alterations: ['headline'] })).toEqual([
      ['/alterations', 'No use of this license shows what was altered'],
    ]);
    expect(messagesOf({ uses: [use, 'display'], alterations: ['headline'] })).toEqual([]);
  });

  it('tell of an end that is over from its very instant', () => {
    const end = Date.parse('2027-01-01T00:00:00Z');
    expect(messagesOf({}, end - 1)).toEqual([]);
    expect(messagesOf({}, end)).toEqual([
      ['/ends', 'The license ended on 2027-01-01T00:00:00.000Z: nothing is delivered under it'],
    ]);
  });
});

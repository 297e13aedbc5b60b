/** Words of policies: names, prefixes, properties, actions, operands and units, in each spelling in use. */
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import {
  actionIri,
  canonicalAction,
  forbidsAction,
  heldByEmbargo,
} from '../../../src/rights/odrl/actions.ts';
import { amountOf } from '../../../src/rights/odrl/constraint.ts';
import { contextOf, isOdrlContext } from '../../../src/rights/odrl/context.ts';
import { knownProfile, propertyName, shortName } from '../../../src/rights/odrl/names.ts';
import {
  MEDIA_OF_CHANNEL,
  OPERANDS,
  operandKind,
  operatorOf,
  sameName,
} from '../../../src/rights/odrl/operands.ts';
import { unitOf } from '../../../src/rights/odrl/units.ts';
import { CHANNELS } from '../../../src/rights/terms.ts';
import { DISPLAY, permitting } from './support.ts';

describe('a short name', () => {
  it.each([
    ['display', 'display'],
    ['http://www.w3.org/ns/odrl/2/display', 'display'],
    ['https://www.w3.org/ns/odrl/2/display', 'display'],
    ['http://w3.org/ns/odrl/2/display', 'display'],
    ['http://w3.org/ns/odrl/vocab#display', 'display'],
    ['http://www.w3.org/ns/odrl/vocab#display', 'display'],
    ['odrl:display', 'display'],
    ['urn:imprimatur:profile:1#ai-train', 'ai-train'],
    ['imp:ai-train', 'ai-train'],
    ['http://creativecommons.org/ns#Sharing', 'cc:Sharing'],
    ['cc:Sharing', 'cc:Sharing'],
    ['http://purl.org/dc/terms/isReplacedBy', 'dct:isReplacedBy'],
    ['dcterms:isReplacedBy', 'dct:isReplacedBy'],
    ['http://www.w3.org/1999/02/22-rdf-syntax-ns#value', 'rdf:value'],
    ['http://www.w3.org/2001/XMLSchema#date', 'xsd:date'],
    ['http://example.org/display', 'http://example.org/display'],
    ['odrl:industry:', 'odrl:industry:'],
  ])('of %s is %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});

describe('a property', () => {
  it.each([
    ['permissions', 'permission'],
    ['prohibitions', 'prohibition'],
    ['obligations', 'obligation'],
    ['duties', 'duty'],
    ['constraints', 'constraint'],
    ['refinements', 'refinement'],
    ['consequences', 'consequence'],
    ['remedies', 'remedy'],
    ['actions', 'action'],
    ['targets', 'target'],
    ['assignees', 'assignee'],
    ['policytype', '@type'],
    ['type', '@type'],
    ['rdf:type', '@type'],
    ['policyid', '@id'],
    ['odrl:uid', '@id'],
    ['policyprofile', 'profile'],
    ['inheritfrom', 'inheritFrom'],
    ['inheritallowed', 'inheritAllowed'],
    ['leftoperand', 'leftOperand'],
    ['rightoperand', 'rightOperand'],
    ['rightoperandunit', 'unit'],
    ['permission', 'permission'],
  ])('written %s is %s', (key, property) => {
    expect(propertyName(key)).toBe(property);
  });
});

describe('a profile', () => {
  it.each([
    'urn:imprimatur:profile:1',
    'https://iptc.org/std/RightsML/odrl-profile/',
    'http://iptc.org/std/RightsML/2',
    'http://www.w3.org/ns/odrl/2/core',
    'https://www.w3.org/ns/odrl/2/',
  ])('%s is known', (iri) => {
    expect(knownProfile(iri)).toBe(true);
  });

  it.each([
    'http://iptc.org/std/RightsML/2/x',
    'x-http://iptc.org/std/RightsML/2/',
    'http://iptc.org/std/RightsML//2/',
    '',
  ])('%s is not', (iri) => {
    expect(knownProfile(iri)).toBe(false);
  });
});

describe('a context', () => {
  it.each([
    'http://www.w3.org/ns/odrl.jsonld',
    'https://www.w3.org/ns/odrl.jsonld',
    'http://www.w3.org/ns/odrl/2/',
    'https://www.w3.org/ns/odrl/2/',
    'http://www.w3.org/ns/odrl/2/ODRL22.json',
  ])('%s is ODRL’s own', (context) => {
    expect(isOdrlContext(context)).toBe(true);
    expect(contextOf([{ '@context': context }])).toMatchObject({ faults: [], warnings: [] });
  });

  it('from elsewhere is not loaded, and that is said', () => {
    const far = `http://example.org/${'x'.repeat(100)}`;
    expect(isOdrlContext(far)).toBe(false);
    expect(isOdrlContext([ODRL])).toBe(false);
    expect(contextOf([{ '@context': [ODRL, [far]] }]).warnings).toMatchObject([
      {
        path: '/@context',
        message: `The context ${far.slice(0, 100)} is not loaded; its names are taken as they stand`,
      },
    ]);
  });

  it.each([
    [{ '@vocab': 'http://example.org/' }, 'Its bare names are not those of ODRL (@vocab)'],
    [{ '@import': 'http://example.org/' }, 'It imports a context that is not here'],
    [{ duty: null }, 'It takes the word "duty" away'],
    [{ duty: { '@id': null } }, 'It takes the word "duty" away'],
    [{ duty: { '@reverse': 'odrl:duty' } }, 'It takes the word "duty" away'],
    [{ ['x'.repeat(90)]: null }, `It takes the word "${'x'.repeat(80)}" away`],
  ])('must leave ODRL its words: %j', (context, message) => {
    expect(contextOf([{ '@context': context }]).faults).toEqual([{ path: '/@context', message }]);
  });

  it.each([
    { '@vocab': 'http://www.w3.org/ns/odrl/2/' },
    { '@vocab': '' },
    { '@language': 'de' },
    { '@version': 1.1 },
    { word: { '@type': '@id' } },
    null,
    7,
  ])('may say what changes none of them: %j', (context) => {
    expect(contextOf([{ '@context': context }])).toMatchObject({ faults: [], warnings: [] });
  });

  it.each([
    ['foaf:age', 'http://xmlns.com/foaf/0.1/age'],
    ['owl:sameAs', 'http://www.w3.org/2002/07/owl#sameAs'],
    ['rdfs:label', 'http://www.w3.org/2000/01/rdf-schema#label'],
    ['schema:name', 'http://schema.org/name'],
    ['skos:broader', 'http://www.w3.org/2004/02/skos/core#broader'],
    ['vcard:fn', 'http://www.w3.org/2006/vcard/ns#fn'],
    ['nobody:age', 'nobody:age'],
    ['age', 'age'],
    [':age', ':age'],
    ['foaf://age', 'foaf://age'],
  ])('has the prefixes of ODRL’s: %s', (name, iri) => {
    expect(contextOf([]).iri(name)).toBe(iri);
    expect(contextOf([]).expand(name)).toBe(iri);
  });

  it('defines prefixes by prefixes, and words that are no prefixes', () => {
    const context = contextOf([
      {
        '@context': { a: 'http://example.org/', b: 'a:b/', c: { '@id': 'b:c/' }, word: 'c:w', '': 'urn:x:' },
      },
    ]);
    expect(context.iri('c:d')).toBe('http://example.org/b/c/d');
    expect(context.expand('word')).toBe('http://example.org/b/c/w');
    expect(context.iri('word')).toBe('word');
    expect(context.iri(':word')).toBe(':word');
  });

  it('is not led in circles by prefixes', () => {
    expect(contextOf([{ '@context': { a: 'a:a' } }]).iri('a:')).toBe('a:aaaaa');
  });

  const ODRL = 'http://www.w3.org/ns/odrl.jsonld';
});

describe('an action', () => {
  it.each([
    ['append', 'modify'],
    ['appendTo', 'modify'],
    ['attachPolicy', 'cc:Notice'],
    ['attachSource', 'cc:SourceCode'],
    ['commercialize', 'cc:CommercialUse'],
    ['copy', 'reproduce'],
    ['export', 'transform'],
    ['license', 'grantUse'],
    ['pay', 'compensate'],
    ['share', 'cc:Sharing'],
    ['shareAlike', 'cc:ShareAlike'],
    ['write', 'modify'],
    ['writeTo', 'modify'],
    ['display', 'display'],
    ['lend', undefined],
  ])('once called %s is %s', (name, current) => {
    expect(canonicalAction(name)).toBe(current);
  });

  it.each(['ai-train', 'ai-input', 'ai-index', 'search', 'headline', 'shorten', 'crop', 'combine'])(
    '%s is written as one of our profile',
    (action) => {
      expect(actionIri(action)).toBe(`imp:${action}`);
    },
  );

  it('of ODRL is written as it is', () => {
    expect([actionIri('display'), actionIri('cc:Sharing')]).toEqual(['display', 'cc:Sharing']);
  });

  it('is met by a prohibition of what includes it, and where it is but a word, of what it includes', () => {
    const meets = (forbidden: string, action: string) => forbidsAction(forbidden, action);
    expect([meets('use', 'display'), meets('play', 'display'), meets('display', 'display')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([meets('display', 'use'), meets('sell', 'transfer')]).toEqual([true, true]);
    expect([meets('display', 'play'), meets('sell', 'use'), meets('display', 'print')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each(
    `reproduce extract archive index annotate anonymize delete derive digitize install move read transform translate
    modify headline shorten crop combine attribute inform watermark`.split(/\s+/),
  )('may be done under embargo: %s', (action) => {
    expect(heldByEmbargo(action)).toBe(false);
  });

  it('that is one by its id and another by its value never grants', () => {
    const action = { '@id': 'odrl:print', 'rdf:value': { '@id': 'odrl:use' } };
    expect(evaluatePolicy(permitting({ action }), DISPLAY).decision).toBe('deny');
    const same = { '@id': 'odrl:display', 'rdf:value': { '@id': 'odrl:display' } };
    expect(evaluatePolicy(permitting({ action: same }), DISPLAY).decision).toBe('permit');
  });
});

describe('an operand', () => {
  it.each([
    ['spatial', 'territory'],
    ['purpose', 'words'],
    ['dayOfWeek', 'words'],
    ['dateTime', 'instant'],
    ['delayPeriod', 'elapsed'],
    ['payAmount', 'number'],
    ['version', 'free'],
    ['event', 'event'],
    ['ex:mood', 'stated'],
    ['http://example.org/mood', 'stated'],
    ['EX:mood', 'stated'],
    ['moonPhase', undefined],
    ['ex:', undefined],
    [':mood', undefined],
    ['1ex:mood', undefined],
    ['', undefined],
  ])('%s is compared as %s', (name, kind) => {
    expect(operandKind(name)).toBe(kind);
  });

  it('is listed in each spelling', () => {
    for (const name of ['spatial', 'event', 'device', 'system']) expect(OPERANDS).toContain(name);
  });

  it.each([
    ['device', 'systemDevice'],
    ['system', 'systemDevice'],
    ['odrl:industry:', 'industry'],
    ['http://www.w3.org/ns/odrl/2/industry:', 'industry'],
    ['ex:dayOfWeek', 'dayOfWeek'],
    ['neg', 'neq'],
    ['purpose', 'purpose'],
  ])('or operator once spelled %s is %s', (name, same) => {
    expect(sameName(name)).toBe(same);
  });

  it.each([
    'eq',
    'neq',
    'lt',
    'lteq',
    'gt',
    'gteq',
    'isA',
    'hasPart',
    'isPartOf',
    'isAllOf',
    'isAnyOf',
    'isNoneOf',
  ])('can be compared by %s', (operator) => {
    expect(operatorOf(operator)).toBe(operator);
  });

  it('media has a value for each channel', () => {
    expect(CHANNELS.map((channel) => MEDIA_OF_CHANNEL[channel])).toEqual([
      'online',
      'online',
      'online',
      'online',
      'print',
      'online',
      'broadcast',
      'audio',
      'online',
    ]);
  });
});

describe('a unit', () => {
  it.each([
    ['ms', 'time', 1],
    ['sec', 'time', 1_000],
    ['minute', 'time', 60_000],
    ['hour', 'time', 3_600_000],
    ['day', 'time', 86_400_000],
    ['week', 'time', 604_800_000],
    ['bytes', 'size', 1],
    ['kB', 'size', 1_000],
    ['MB', 'size', 1_000_000],
    ['GB', 'size', 1_000_000_000],
    ['px', 'pixels', 1],
    ['metre', 'length', 1],
    ['cm', 'length', 0.01],
    ['mm', 'length', 0.001],
    ['inch', 'length', 0.0254],
    ['dpi', 'density', 1],
    ['%', 'percent', 1],
    ['page', 'pages', 1],
    ['column', 'columns', 1],
    ['characters', 'characters', 1],
    ['words', 'words', 1],
    ['Euro', 'money:eur', 1],
    ['EUR', 'money:eur', 1],
    ['JPY', 'money:jpy', 1],
    ['http://dbpedia.org/resource/Euro', 'money:eur', 1],
    ['http://www.dbpedia.org/resource/Pound_sterling', 'money:gbp', 1],
    ['http://qudt.org/1.1/vocab/unit#SecondTime', 'time', 1_000],
    ['http://qudt.org/1.1/vocab/unit/MilliM', 'length', 0.001],
    ['http://qudt.org/vocab/unit/MilliM', 'length', 0.001],
    ['http://qudt.org/vocab/currency/EUR', 'money:eur', 1],
    ['https://www.qudt.org/vocab/unit/Day', 'time', 86_400_000],
    ['http://www.qudt.org/vocab/currency/EUR', 'money:eur', 1],
    ['http://cv.iptc.org/newscodes/iso4217a/EUR', 'money:eur', 1],
    ['http://cvx.iptc.org/newscodes/dimensionunit/pixel', 'pixels', 1],
  ])('%s measures %s', (name, measures, factor) => {
    expect(unitOf(name)).toEqual({ measures, factor });
  });

  it.each([
    'furlong',
    '',
    'http://example.org/resource/Euro',
    'x-http://dbpedia.org/resource/Euro',
    'http://dbpedia.org/resource/Euro/',
    'http://dbpedia.org/resource/',
  ])('%s is none', (name) => {
    expect(unitOf(name)).toBeUndefined();
  });
});

describe('an amount', () => {
  it.each([
    ['5', 5],
    ['-5.25', -5.25],
    ['+5', 5],
    ['123456789012345', 123_456_789_012_345],
    ['0.123456789', 0.123_456_789],
  ])('is read from %s', (text, value) => {
    expect(amountOf(text)).toEqual({ value });
  });

  it('may be a duration of fixed length', () => {
    expect(amountOf('PT1H')).toEqual({ value: 3_600_000, unit: { measures: 'time', factor: 1 } });
    expect(amountOf('P1M')).toBeUndefined();
  });

  it.each([
    '',
    ' 5',
    '5 ',
    '1e3',
    '0x10',
    '5.',
    '.5',
    '5,5',
    '1234567890123456',
    '0.1234567890',
    '--5',
    'five',
  ])('is not %j', (text) => {
    expect(amountOf(text)).toBeUndefined();
  });
});

/** Policies, terms and texts about rights: reading, checking, and deciding by them. */

import { newLicense, termsOf } from '../../../../src/licensing/licenses/schemas.ts';
import { newPartner } from '../../../../src/licensing/partners/schemas.ts';
import { PHRASE_CHARS_MAX } from '../../../../src/restrictions/limits.ts';
import { meaningOfEncoded, meaningOfProse } from '../../../../src/restrictions/reading.ts';
import { textKey } from '../../../../src/restrictions/text.ts';
import {
  checkLicense,
  checkPhrase,
  checkRestriction,
  compileLicense,
  compileRestriction,
  decide,
  expandTerritories,
} from '../../../../src/rights/index.ts';
import { durationOf, instantOf, spanOf } from '../../../../src/rights/odrl/time.ts';
import type { PolicyTerms } from '../../../../src/rights/terms.ts';
import type { OdrlJson } from '../../../../src/rights/types.ts';
import { COMMON, input, NOW, TITLES, terms } from '../../../rights/fixtures.ts';
import { bare, type Parser, within, wordsOf } from '../parsers.ts';
import { jsonOf } from './newsroom.ts';

/** Characters of a policy (restrictions/limits.ts, licensing/limits.ts). */
const POLICY_BYTES_MAX = 64_000;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
/** Characters of prose in an item (articles/limits.ts). */
const PROSE_BYTES_MAX = 20_000;
const SCOPE = { kind: 'item', item: 'itm_1' } as const;

function policyOf(text: string): OdrlJson | undefined {
  const json = jsonOf(text);
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}

const restrictionOf = (policy: OdrlJson) =>
  compileRestriction({ id: 'rst_1', version: 1, scope: SCOPE, policy, reviewed: true });

const RULE = '{"action":"distribute","target":"urn:a:§"},';
const ODRL = wordsOf(
  [
    RULE,
    '{"action":"distribute","constraint":[{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":["DE","AT"]}]},',
    '{"action":["distribute","display","print"]},',
    '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE"},',
    '{"leftOperand":"spatial","operator":"isNoneOf","rightOperand":["DE","FR","world"]},',
    '{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-0§T00:00:00Z"},',
    '{"leftOperand":"count","operator":"lteq","rightOperand":"§"},',
    '{"leftOperand":"purpose","operator":"eq","rightOperand":"p§"},',
    '{"and":[{"leftOperand":"count","operator":"lt","rightOperand":"3"}]},',
    '{"@id":"urn:a:§","constraint":["urn:a:¤"]},',
    '{"@id":"urn:a","action":"distribute"},',
    '"urn:a:§",',
    '"urn:a",',
    '"DE",',
    '"world",',
    '"distribute",',
    '"n§":"urn:b:§",',
    '"n§":"n¤:x",',
    '{"@id":"urn:a:§"},',
    '{"uid":"urn:p:§","inheritFrom":"urn:p:¤"},',
    '{"action":{"rdf:value":"distribute","refinement":[{"leftOperand":"count","operator":"lt","rightOperand":"3"}]}},',
    '[],',
    '{},',
    '1,',
  ],
  [
    '[…0],',
    '{"and":[…{}]},',
    '{"or":[…{}]},',
    '{"xone":[…{}]},',
    '{"action":"distribute","constraint":[…{}]},',
    '{"action":[…"display"]},',
    '{"action":"distribute","duty":[…{}]},',
    '{"action":"distribute","target":[…"urn:t"]},',
    '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":[…"DE"]},',
    '{"@list":[…0]},',
    '{"action":"distribute","remedy":[…{}]},',
    '{"@id":"urn:a:§","constraint":[…{}]},',
  ],
);

const set = (property: string, last = '{"action":"distribute"}') =>
  within(
    `{"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Set","uid":"urn:p","conflict":"prohibit","${property}":[`,
    `${last}]}`,
  );

const POLICY_FRAMES: Parser['frames'] = [
  set('prohibition'),
  set('permission'),
  set('obligation', '{"action":"attribute"}'),
  set('prohibition", "target":"urn:a","constraint'),
  within(
    '{"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Set","uid":"urn:p","prohibition":[{"action":"distribute","constraint":[',
    '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE"}]}]}',
  ),
  within(
    '{"@context":[{',
    '"z":"urn:z"}],"@type":"Set","uid":"urn:p","prohibition":[{"action":"distribute"}]}',
  ),
  within(
    '{"@context":"http://www.w3.org/ns/odrl.jsonld","@graph":[{"@type":"Set","uid":"urn:p","prohibition":["urn:a:0","urn:a"]},',
    '{"@id":"urn:a:z","action":"distribute"}]}',
  ),
];

const PHRASES = [
  'JAPAN OUT ',
  'JAPAN OUT. ',
  'GERMANY, AUSTRIA AND SWITZERLAND OUT. ',
  'NO USE IN FRANCE UNTIL 3 MAY 2027, ',
  'NO SALES ',
  'NO ARCHIVES AND ',
  'MANDATORY CREDIT ',
  'MANDATORY CREDIT JOHN DOE / AGENCY ',
  'EDITORIAL USE ONLY. ',
  'FOR USE WITH ',
  'NUR FÜR ',
  'DEUTSCHLAND, ',
  'UNITED ',
  'STATES OF ',
  'NEW ',
  'NO ',
  'AND ',
  'OUT ',
  'IN ',
  'UNTIL ',
  '3 MAY 2027 ',
  '12:00 ',
  '20. ',
  'U.S. ',
  'X ',
  'U.S.U.S.',
  '1.1.',
];

export const RIGHTS: readonly Parser[] = [
  {
    name: 'encoded rights',
    bytesMax: POLICY_BYTES_MAX,
    frames: POLICY_FRAMES,
    words: ODRL,
    read: (text) => meaningOfEncoded(text),
  },
  {
    name: 'policy of a restriction',
    bytesMax: POLICY_BYTES_MAX,
    frames: POLICY_FRAMES,
    words: ODRL,
    read: (text) => {
      const policy = policyOf(text);
      if (policy) checkRestriction(policy, NOW);
    },
  },
  {
    name: 'policy of a license',
    bytesMax: POLICY_BYTES_MAX,
    frames: POLICY_FRAMES,
    words: ODRL,
    read: (text) => {
      const policy = policyOf(text);
      if (!policy) return;
      const source = { id: 'lic_1', version: 1, titles: TITLES, terms: { ...COMMON, policy } as PolicyTerms };
      checkLicense(source, NOW);
      compileLicense(source);
    },
  },
  {
    name: 'decision under a policy',
    bytesMax: POLICY_BYTES_MAX,
    frames: POLICY_FRAMES,
    words: ODRL,
    read: (text) => {
      const policy = policyOf(text);
      const compiled = policy && restrictionOf(policy);
      if (compiled?.ok) decide(input({ restrictions: [compiled.value] }));
    },
  },
  {
    name: 'license terms',
    bytesMax: BODY_BYTES_MAX,
    frames: (
      ['uses', 'territories', 'titles', 'products', 'channels', 'purposes', 'components'] as const
    ).map((name) => {
      const given = terms();
      const last = JSON.stringify(given[name]?.[0] ?? 'morgen');
      const others = JSON.stringify({ ...given, [name]: undefined }).slice(0, -1);
      return within(`${others},"${name}":[`, `${last}]}`);
    }),
    words: wordsOf(
      ['"display",', '"DE",', '"-DE",', '"DE-BY",', '"world",', '"t§",', '"web",', '{"a":1},', '[],'],
      ['"…",', '[…0],', '{"a":…0},'],
      ['json'],
    ),
    read: (text) => {
      const read = newLicense.safeParse(jsonOf(text));
      if (!read.success) return;
      const source = { id: 'lic_1', version: 1, titles: TITLES, terms: termsOf(read.data) };
      if (compileLicense(source).ok) checkLicense(source, NOW);
    },
  },
  {
    name: 'partner',
    bytesMax: BODY_BYTES_MAX,
    frames: [
      within('{"name":"n","titles":[', '{}]}'),
      within('{"name":"n","titles":[{"id":"a","name":"n","market":"DE","domains":["', '"]}]}', 'json'),
      within('{"name":"n","titles":[{"id":"', '"}]}', 'json'),
    ],
    words: wordsOf(
      ['{"id":"t§","name":"n","domains":["a.example"],"market":"DE"},', 'a.', 'a-', '-', 'a§.', '{},', '","'],
      ['{"id":"…"},', '"…",'],
      ['json'],
    ),
    read: (text) => newPartner.safeParse(jsonOf(text)),
  },
  {
    name: 'prose',
    bytesMax: PROSE_BYTES_MAX,
    frames: [bare, within('NO USE '), within('NO USE IN '), within('MANDATORY CREDIT ')],
    words: wordsOf(PHRASES, ['NO USE … .', '(…)', '"…"']),
    read: (text) => {
      textKey(text);
      meaningOfProse(text, null);
    },
  },
  {
    name: 'taught phrase',
    bytesMax: PHRASE_CHARS_MAX,
    frames: [bare, within('NOT IN {territories} ')],
    words: wordsOf([...PHRASES, '{territories} ', '{period} ', '[', '|', '{', '{a'], ['{…}', '[…]']),
    read: (phrase) => checkPhrase({ phrase, meaning: 'territories-out' }),
  },
  {
    name: 'territories',
    bytesMax: BODY_BYTES_MAX,
    frames: [bare],
    words: wordsOf(['DE,', '-DE,', 'DE-BY,', 'world,', 'EU,', '-EU,', 'X§,', 'DEU,', 'de-by,']),
    read: (text) => expandTerritories(text.split(',')),
  },
  {
    name: 'times',
    bytesMax: BODY_BYTES_MAX,
    frames: [bare, within('P'), within('2026-01-01T00:00:00'), within('2026-01-01T00:00:00.')],
    words: wordsOf(['1D', 'T', 'P1Y', '1H', '0', '-', ':00', '.', 'Z', '+01:00', '2026-01-01', ' ']),
    read: (text) => [instantOf(text), spanOf(text), durationOf(text)],
  },
];

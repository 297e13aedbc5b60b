/** What the desk and a partner read of a decision, to the letter: sentence and trace. */
import { describe, expect, it } from 'vitest';
import { compileLicense, compileRestriction } from '../../../src/rights/index.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { BindingScope, CompiledLicense, DecideInput, OdrlJson } from '../../../src/rights/types.ts';
import {
  DAY_MS,
  decideOne,
  FULL_USE,
  license,
  NOW,
  restriction,
  set,
  subject,
  TITLES,
  terms,
  unwrap,
} from '../fixtures.ts';

const PROFILE = {
  '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
  profile: ['urn:imprimatur:profile:1'],
};
const { partner, products, starts, ends, consent } = terms();

function byPolicy(rules: OdrlJson, change: Partial<PolicyTerms> = {}, titles = TITLES): CompiledLicense {
  const policy = set({ ...PROFILE, conflict: 'prohibit', ...rules });
  const own = { partner, products, starts, ends, consent, policy, ...change };
  return unwrap(compileLicense({ id: 'lic_1', version: 1, titles, terms: own }));
}

function bound(scope: BindingScope, rules: OdrlJson, id = 'rst_1') {
  return unwrap(
    compileRestriction({ id, version: 1, scope, policy: set({ ...PROFILE, ...rules }), reviewed: true }),
  );
}
const onItem = (rules: OdrlJson, id?: string) => bound({ kind: 'item', item: 'itm_1' }, rules, id);
const where = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
  leftOperand,
  operator,
  rightOperand,
});
const longerThan = (duration: string) =>
  where('elapsedTime', 'gt', { '@value': duration, '@type': 'xsd:duration' });
const until = (instant: string) => where('dateTime', 'lt', { '@value': instant, '@type': 'xsd:dateTime' });
const forbid = (...constraint: OdrlJson[]) => onItem({ prohibition: [{ action: 'use', constraint }] });
const only = (...constraint: OdrlJson[]) => onItem({ permission: [{ action: 'use', constraint }] });
const { purpose: _p, ...NO_PURPOSE } = FULL_USE;
const { channel: _c, ...NO_CHANNEL } = FULL_USE;
const { title: _t, ...NO_TITLE } = FULL_USE;
const { territory: _s, ...NO_PLACE } = FULL_USE;
const KINDS = TITLES.map((title) => ({ ...title, kind: 'newspaper' }));

function told(change: Partial<DecideInput>): string[] {
  const { outcome, code, decidedBy, sentence, trace } = decideOne(change);
  return [
    `${code ?? outcome} by ${decidedBy}`,
    sentence,
    ...trace.flatMap(({ policy, rule, kind, outcome, reason, constraint }) => [
      `${policy}#${rule} ${kind} ${outcome}: ${reason}`,
      ...(constraint ? [JSON.stringify(constraint)] : []),
    ]),
  ];
}

const GRANTED =
  'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo';
const PERMITTED = 'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.';

type Case = [name: string, given: Partial<DecideInput>, told: string[]];

describe('license', () => {
  it.each<Case>([
    ['permits all of it', { use: FULL_USE }, ['permit by lic_1#uses', PERMITTED, GRANTED]],
    [
      'permits what is left open',
      {},
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, distribute, archive under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
      ],
    ],
    [
      'permits with several acts left open',
      { license: license({ uses: ['display', 'print', 'archive'] }) },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, print, archive under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
      ],
    ],
    [
      'uses of several grants, each once',
      {
        license: license({ channels: ['web', 'print'] }),
        restrictions: [
          onItem({
            prohibition: [{ action: 'distribute', constraint: [where('deliveryChannel', 'eq', 'print')] }],
          }),
        ],
        use: { title: 'morgen', territory: 'DE' },
      },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, archive, distribute under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display, distribute and archive by morgen and abend in DACH on web and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids distribute on print; that part is taken out of the rights",
        '{"leftOperand":"deliveryChannel","operator":"eq","rightOperand":"print"}',
      ],
    ],
    [
      'an act that is not licensed',
      { use: { ...FULL_USE, action: 'sell' } },
      [
        'use_not_licensed by lic_1#closed-by-default',
        'Dispatch withheld: the license does not permit sell.',
        'lic_1#closed-by-default permission not_applicable: No rule permits sell; what is not permitted is denied',
      ],
    ],
    [
      'an act and nothing else',
      { use: { action: 'sell' } },
      [
        'use_not_licensed by lic_1#closed-by-default',
        'Dispatch withheld: the license does not permit sell.',
        'lic_1#closed-by-default permission not_applicable: No rule permits sell; what is not permitted is denied',
      ],
    ],
    [
      'a component that is not licensed',
      { subject: subject({}, 'video'), use: FULL_USE },
      [
        'component_not_licensed by lic_1#uses',
        'Video withheld: the license permits distribute of dispatch, photograph, graphic and logo, not video.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "of dispatch, photograph, graphic and logo" is not met by video',
        '{"leftOperand":"component","operator":"isAnyOf","rightOperand":["dispatch","photograph","graphic","logo"],"actual":"video"}',
      ],
    ],
    [
      'a component that is not licensed, no act stated',
      { subject: subject({}, 'audio'), use: {} },
      [
        'component_not_licensed by lic_1#uses',
        'Audio withheld: the license permits use of dispatch, photograph, graphic and logo, not audio.',
        'lic_1#uses permission unmet: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "of dispatch, photograph, graphic and logo" is not met by audio',
        '{"leftOperand":"component","operator":"isAnyOf","rightOperand":["dispatch","photograph","graphic","logo"],"actual":"audio"}',
      ],
    ],
    [
      'a graphic that is not licensed',
      { license: license({ components: ['dispatch'] }), subject: subject({}, 'graphic'), use: FULL_USE },
      [
        'component_not_licensed by lic_1#uses',
        'Graphic withheld: the license permits distribute of dispatch, not graphic.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch; "of dispatch" is not met by graphic',
        '{"leftOperand":"component","operator":"isAnyOf","rightOperand":"dispatch","actual":"graphic"}',
      ],
    ],
    [
      'a logo that is not licensed',
      { license: license({ components: ['dispatch'] }), subject: subject({}, 'logo'), use: FULL_USE },
      [
        'component_not_licensed by lic_1#uses',
        'Logo withheld: the license permits distribute of dispatch, not logo.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch; "of dispatch" is not met by logo',
        '{"leftOperand":"component","operator":"isAnyOf","rightOperand":"dispatch","actual":"logo"}',
      ],
    ],
    [
      'a photograph that is not licensed',
      { license: license({ components: ['dispatch'] }), subject: subject({}, 'photograph'), use: FULL_USE },
      [
        'component_not_licensed by lic_1#uses',
        'Photograph withheld: the license permits distribute of dispatch, not photograph.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch; "of dispatch" is not met by photograph',
        '{"leftOperand":"component","operator":"isAnyOf","rightOperand":"dispatch","actual":"photograph"}',
      ],
    ],
    [
      'a title that the license does not name',
      { license: license({ titles: ['morgen'] }), use: { ...FULL_USE, title: 'abend', territory: 'AT' } },
      [
        'title_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute by morgen, not Abendpost.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "by morgen" is not met by abend',
        '{"leftOperand":"title","operator":"isAnyOf","rightOperand":"morgen","actual":"abend"}',
      ],
    ],
    [
      'a title that nobody has',
      { use: { ...FULL_USE, title: 'mittag' } },
      [
        'title_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute by morgen and abend, not mittag.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "by morgen and abend" is not met by mittag',
        '{"leftOperand":"title","operator":"isAnyOf","rightOperand":["morgen","abend"],"actual":"mittag"}',
      ],
    ],
    [
      'a title of a partner without titles',
      { license: license({}, []), use: FULL_USE },
      [
        'title_not_licensed by lic_1#closed-by-default',
        'Dispatch withheld: morgen is no title of the license.',
        'lic_1#closed-by-default permission not_applicable: What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another title',
        'lic_1#uses permission granted: Rule 1 of the license permits distribute in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
      ],
    ],
    [
      'a territory that is not licensed',
      {
        license: license({ territories: ['DACH', '-AT'], territoryBasis: 'audience' }),
        use: { ...FULL_USE, territory: 'AT' },
      },
      [
        'territory_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute outside AT, not AT.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH outside AT on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "outside AT" is not met by AT',
        '{"leftOperand":"spatial","operator":"isNoneOf","rightOperand":"AT","actual":"AT"}',
      ],
    ],
    [
      'a word that is no territory',
      { use: { ...FULL_USE, territory: 'Atlantis' } },
      [
        'territory_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute in DACH, not Atlantis.',
        GRANTED,
      ],
    ],
    [
      'a word that is no territory, of a license that names none',
      {
        license: byPolicy({ permission: [{ action: 'distribute' }] }),
        use: { ...FULL_USE, territory: 'EU' },
      },
      [
        'territory_not_licensed by lic_1#closed-by-default',
        'Dispatch withheld: EU is no country and no part of one, so nobody can say what holds there.',
        'lic_1#closed-by-default permission not_applicable: What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another territory',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
      ],
    ],
    [
      'a title that nobody has, of a license that names none',
      {
        license: byPolicy({ permission: [{ action: 'distribute' }] }),
        use: { ...FULL_USE, title: 'mittag' },
      },
      [
        'title_not_licensed by lic_1#closed-by-default',
        'Dispatch withheld: mittag is no title of the license.',
        'lic_1#closed-by-default permission not_applicable: What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another title',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
      ],
    ],
    [
      'a home market that is not licensed',
      { license: license({ territories: ['JP'] }), use: NO_PLACE },
      [
        'territory_not_licensed by lic_1#uses',
        "Dispatch withheld: the license permits distribute in JP, and the title's home market is DE.",
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in JP on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'a home market and a stated territory',
      { license: license({ territories: ['JP'] }), use: { ...FULL_USE, territory: 'JP' } },
      [
        'territory_not_licensed by lic_1#uses',
        "Dispatch withheld: the license permits distribute in JP, and the title's home market is DE.",
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in JP on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'a territory without a title',
      { license: license({ territories: ['JP'] }), use: NO_TITLE },
      [
        'territory_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute in JP, not DE.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in JP on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'a territory in print',
      { license: license({ territories: ['JP'] }), use: { ...FULL_USE, channel: 'print' } },
      [
        'territory_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute in JP, not DE.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in JP on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'a channel that is not licensed',
      { use: { ...FULL_USE, channel: 'podcast' } },
      [
        'channel_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute on web, newsletter and print, not podcast.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "on web, newsletter and print" is not met by podcast',
        '{"leftOperand":"deliveryChannel","operator":"isAnyOf","rightOperand":["web","newsletter","print"],"actual":"podcast"}',
      ],
    ],
    [
      'a purpose that is not licensed',
      {
        license: license({ purposes: ['editorial', 'education'] }),
        use: { ...FULL_USE, purpose: 'advertising' },
      },
      [
        'purpose_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute for the purpose editorial and education, not advertising.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print for the purpose editorial and education from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "for the purpose editorial and education" is not met by advertising',
        '{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["editorial","education"],"actual":"advertising"}',
      ],
    ],
    [
      'a language that is not licensed',
      { license: license({ languages: ['en', 'fr'] }), use: FULL_USE },
      [
        'language_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits distribute in en and fr, not de.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print (of photograph and logo or in en and fr) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in en and fr" is not met by de',
        '{"leftOperand":"language","operator":"isAnyOf","rightOperand":["en","fr"],"actual":"de"}',
      ],
    ],
    [
      'an item without a language',
      {
        license: license({ languages: ['en'] }),
        subject: { ...subject(), language: undefined } as never,
        use: FULL_USE,
      },
      [
        'indeterminate by lic_1#uses',
        'Dispatch withheld: rule 1 of the license depends on language, which the use does not state.',
        'lic_1#uses permission indeterminate: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print (of photograph and logo or in en) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in en": the use does not state it',
        '{"leftOperand":"language","operator":"isAnyOf","rightOperand":"en"}',
      ],
    ],
    [
      'a term that is over',
      { use: FULL_USE, now: NOW + 365 * DAY_MS },
      [
        'outside_term by lic_1#uses',
        'Dispatch withheld: the license permits distribute before 2027-01-01T00:00:00Z, not at 2027-11-20T12:00:00Z.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "before 2027-01-01T00:00:00Z" is not met by 2027-11-20T12:00:00Z',
        '{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01T00:00:00Z","actual":"2027-11-20T12:00:00Z"}',
      ],
    ],
    [
      'a term that has not begun',
      { use: FULL_USE, now: NOW - 365 * DAY_MS },
      [
        'outside_term by lic_1#uses',
        'Dispatch withheld: the license permits distribute from 2026-01-01T00:00:00Z, not at 2025-11-20T12:00:00Z.',
        'lic_1#uses permission unmet: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "from 2026-01-01T00:00:00Z" is not met by 2025-11-20T12:00:00Z',
        '{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2026-01-01T00:00:00Z","actual":"2025-11-20T12:00:00Z"}',
      ],
    ],
    [
      'online days that are over',
      {
        license: license({ onlineDays: 7 }),
        subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
        use: FULL_USE,
      },
      [
        'outside_term by lic_1#online-days',
        'Dispatch withheld: the license forbids distribute on web, app, social, epaper, podcast and intranet more than P7D after the creation of the version.',
        GRANTED,
        'lic_1#online-days prohibition forbidden: Rule 3 of the license forbids distribute on web, app, social, epaper, podcast and intranet more than P7D after the creation of the version',
        '{"leftOperand":"deliveryChannel","operator":"isAnyOf","rightOperand":["web","app","social","epaper","podcast","intranet"],"actual":"web"}',
      ],
    ],
    [
      'archive days that are over',
      {
        license: license({ retentionDays: 7 }),
        subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
        use: { ...FULL_USE, action: 'archive' },
      },
      [
        'outside_term by lic_1#retention',
        'Dispatch withheld: the license forbids archive more than P7D after the creation of the version.',
        'lic_1#uses permission granted: Rule 1 of the license permits archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'lic_1#retention prohibition forbidden: Rule 3 of the license forbids archive more than P7D after the creation of the version',
        '{"leftOperand":"elapsedTime","operator":"gteq","rightOperand":"P7D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      "the license's own prohibition",
      {
        license: byPolicy({
          permission: [{ action: 'use' }],
          prohibition: [{ action: 'print', constraint: [where('purpose', 'eq', 'advertising')] }],
        }),
        use: { ...FULL_USE, action: 'print', purpose: 'advertising' },
      },
      [
        'use_not_licensed by lic_1#rule-2',
        'Dispatch withheld: the license forbids print for the purpose advertising.',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits use from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-2 prohibition forbidden: Rule 2 of the license forbids print for the purpose advertising',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"advertising"}',
      ],
    ],
    [
      "the license's own limit of time",
      {
        license: byPolicy({
          permission: [{ action: 'use' }],
          prohibition: [{ action: 'display', constraint: [longerThan('P7D')] }],
        }),
        subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
        use: { ...FULL_USE, action: 'display' },
      },
      [
        'outside_term by lic_1#rule-2',
        'Dispatch withheld: the license forbids display more than P7D after the creation of the version.',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits use from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-2 prohibition forbidden: Rule 2 of the license forbids display more than P7D after the creation of the version',
        '{"leftOperand":"elapsedTime","operator":"gt","rightOperand":"P7D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'a kind of title that is not licensed',
      {
        license: byPolicy(
          { permission: [{ action: 'distribute', constraint: [where('product', 'eq', 'magazine')] }] },
          {},
          KINDS,
        ),
        use: FULL_USE,
      },
      [
        'title_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute in a title that is a magazine.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute in a title that is a magazine from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "in a title that is a magazine" is not met by newspaper',
        '{"leftOperand":"product","operator":"eq","rightOperand":"magazine","actual":"newspaper"}',
      ],
    ],
    [
      'a kind of medium that is not licensed',
      {
        license: byPolicy({
          permission: [
            { action: 'distribute', constraint: [where('media', 'isNoneOf', ['online', 'audio'])] },
          ],
        }),
        use: FULL_USE,
      },
      [
        'channel_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute in anything but online and audio.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute in anything but online and audio from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "in anything but online and audio" is not met by online',
        '{"leftOperand":"media","operator":"isNoneOf","rightOperand":["online","audio"],"actual":"online"}',
      ],
    ],
    [
      'a site that is not licensed',
      {
        license: byPolicy({
          permission: [
            { action: 'distribute', constraint: [where('virtualLocation', 'eq', 'other.example')] },
          ],
        }),
        use: FULL_USE,
      },
      [
        'title_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute where virtualLocation eq other.example.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute where virtualLocation eq other.example from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where virtualLocation eq other.example" is not met by morgen.example',
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"other.example","actual":"morgen.example"}',
      ],
    ],
    [
      'a size that is not stated',
      {
        license: byPolicy({
          permission: [{ action: 'distribute', constraint: [where('absoluteSize', 'lteq', 1200)] }],
        }),
        use: FULL_USE,
      },
      [
        'indeterminate by lic_1#rule-1',
        'Dispatch withheld: rule 1 of the license depends on absoluteSize, which the use does not state.',
        'lic_1#rule-1 permission indeterminate: Rule 1 of the license permits distribute where absoluteSize lteq 1200 from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where absoluteSize lteq 1200": the use does not state it',
        '{"leftOperand":"absoluteSize","operator":"lteq","rightOperand":"1200"}',
      ],
    ],
    [
      'a count that is too large',
      {
        license: byPolicy({
          permission: [{ action: 'distribute', constraint: [where('count', 'lteq', 2)] }],
        }),
        use: { ...FULL_USE, context: { count: 3 } },
      },
      [
        'use_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute where count lteq 2.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute where count lteq 2 from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where count lteq 2" is not met by 3',
        '{"leftOperand":"count","operator":"lteq","rightOperand":"2","actual":"3"}',
      ],
    ],
    [
      "an operand of somebody's own",
      {
        license: byPolicy({
          permission: [
            { action: 'distribute', constraint: [where('http://example.org/mood', 'eq', 'glad')] },
          ],
        }),
        use: FULL_USE,
      },
      [
        'policy_void by lic_1#rule-1',
        'Dispatch withheld: a rule of the license cannot be evaluated.',
        'lic_1#rule-1 permission indeterminate: Rule 1 of the license permits distribute where http://example.org/mood eq glad from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where http://example.org/mood eq glad": the use does not state it',
        '{"leftOperand":"http://example.org/mood","operator":"eq","rightOperand":"glad"}',
      ],
    ],
    [
      'a duty that must be done first',
      {
        license: byPolicy({ permission: [{ action: 'distribute', duty: [{ action: 'obtainConsent' }] }] }),
        use: FULL_USE,
      },
      [
        'duty_unfulfilled by lic_1#rule-1',
        'Dispatch withheld: the license demands obtainConsent, and there is no evidence that it was done.',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-1 duty unmet: Rule 1 of the license demands obtainConsent; there is no evidence that it was done',
      ],
    ],
    [
      'an obligation of the license',
      {
        license: byPolicy({ permission: [{ action: 'distribute' }], obligation: [{ action: 'compensate' }] }),
        use: FULL_USE,
      },
      [
        'duty_unfulfilled by lic_1#rule-2',
        'Dispatch withheld: the license demands compensate, and there is no evidence that it was done.',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-2 duty unmet: Rule 2 of the license demands compensate; there is no evidence that it was done',
      ],
    ],
    [
      'a duty that is not due yet',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              duty: [{ action: 'compensate', constraint: [where('purpose', 'eq', 'advertising')] }],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'permit by lic_1#rule-1',
        PERMITTED,
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-1 duty not_applicable: Rule 1 of the license demands compensate for the purpose advertising; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'two permissions, the second reaches it',
      {
        license: byPolicy({
          permission: [
            { action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
            { action: 'distribute' },
          ],
        }),
        use: FULL_USE,
      },
      [
        'permit by lic_1#rule-2',
        PERMITTED,
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute for the purpose advertising from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
        'lic_1#rule-2 permission granted: Rule 2 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
      ],
    ],
    [
      'two permissions, neither reaches it, the nearer tells',
      {
        license: byPolicy({
          permission: [
            { action: 'distribute', constraint: [where('spatial', 'eq', 'FR')] },
            { action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-2',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute in FR from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "in FR" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"FR","actual":"DE"}',
        'lic_1#rule-2 permission unmet: Rule 2 of the license permits distribute for the purpose advertising from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'two permissions, neither reaches it, the first of equals tells',
      {
        license: byPolicy({
          permission: [
            { uid: '#a', action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
            { uid: '#b', action: 'distribute', constraint: [where('purpose', 'eq', 'education')] },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1##a',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1##a permission unmet: Rule 1 of the license permits distribute for the purpose advertising from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
        'lic_1##b permission unmet: Rule 2 of the license permits distribute for the purpose education from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose education" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"education","actual":"editorial"}',
      ],
    ],
    [
      'several constraints that fail',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                where('purpose', 'eq', 'advertising'),
                where('spatial', 'eq', 'FR'),
                where('deliveryChannel', 'eq', 'print'),
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'territory_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute in FR, not DE.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute for the purpose advertising in FR on print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "in FR" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"FR","actual":"DE"}',
      ],
    ],
    [
      'one of two fails, the other is open',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [where('count', 'lteq', 2), where('purpose', 'eq', 'advertising')],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute where count lteq 2 for the purpose advertising from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'either of two places',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                { or: { '@list': [where('spatial', 'eq', 'FR'), where('purpose', 'eq', 'advertising')] } },
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute (in FR or for the purpose advertising) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'both of two',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                { and: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'advertising')] } },
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute (in DE and for the purpose advertising) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'one of two, not both',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                { xone: { '@list': [where('spatial', 'eq', 'FR'), where('purpose', 'eq', 'advertising')] } },
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute (in FR or else for the purpose advertising) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'one after the other',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                {
                  andSequence: {
                    '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'advertising')],
                  },
                },
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'purpose_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for the purpose advertising, not editorial.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute (in DE and for the purpose advertising) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'just one of two, and both hold',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                where('count', 'lteq', 2),
                { xone: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'editorial')] } },
              ],
            },
          ],
        }),
        use: { ...FULL_USE, context: { count: 1 } },
      },
      [
        'use_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license does not permit distribute.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute where count lteq 2 (in DE or else for the purpose editorial) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
      ],
    ],
    [
      'just one of two, and both hold, beside a place that fails',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                { xone: { '@list': [where('language', 'eq', 'de'), where('purpose', 'eq', 'editorial')] } },
                where('spatial', 'eq', 'FR'),
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'territory_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute in FR, not DE.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute (in de or else for the purpose editorial) in FR from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "in FR" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"FR","actual":"DE"}',
      ],
    ],
    [
      'either of two that are open',
      {
        license: byPolicy({
          permission: [
            {
              action: 'distribute',
              constraint: [
                {
                  or: {
                    '@list': [
                      where('count', 'lteq', 2),
                      where('percentage', 'lteq', 50),
                      where('spatial', 'eq', 'FR'),
                    ],
                  },
                },
              ],
            },
          ],
        }),
        use: FULL_USE,
      },
      [
        'indeterminate by lic_1#rule-1',
        'Dispatch withheld: rule 1 of the license depends on percentage, which the use does not state.',
        'lic_1#rule-1 permission indeterminate: Rule 1 of the license permits distribute (where count lteq 2 or where percentage lteq 50 or in FR) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where percentage lteq 50": the use does not state it',
        '{"leftOperand":"percentage","operator":"lteq","rightOperand":"50"}',
      ],
    ],
    [
      'a language that is not licensed, no act stated',
      { license: license({ languages: ['en'] }), use: {} },
      [
        'language_not_licensed by lic_1#uses',
        'Dispatch withheld: the license permits use in en, not de.',
        'lic_1#uses permission unmet: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print (of photograph and logo or in en) from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo; "in en" is not met by de',
        '{"leftOperand":"language","operator":"isAnyOf","rightOperand":"en","actual":"de"}',
      ],
    ],
    [
      'nothing that is permitted of an open use',
      {
        license: byPolicy({ permission: [{ action: 'distribute' }], prohibition: [{ action: 'use' }] }),
        use: {},
      },
      [
        'use_not_licensed by lic_1#rule-2',
        'Dispatch withheld: the license does not permit use.',
        'lic_1#rule-1 permission granted: Rule 1 of the license permits distribute from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z',
        'lic_1#rule-2 prohibition forbidden: Rule 2 of the license forbids use',
      ],
    ],
    [
      'an act of an open use that needs a count',
      {
        license: byPolicy({
          permission: [{ action: 'distribute', constraint: [where('count', 'lteq', 2)] }],
        }),
        use: { context: { count: 3 } },
      },
      [
        'use_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits use where count lteq 2.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute where count lteq 2 from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "where count lteq 2" is not met by 3',
        '{"leftOperand":"count","operator":"lteq","rightOperand":"2","actual":"3"}',
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(told(given)).toEqual(expected);
  });
});

describe('restrictions', () => {
  it.each<Case>([
    [
      'a place that is out',
      { restrictions: [forbid(where('spatial', 'eq', 'DE'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in DE; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      "a place that is out, the title's home",
      { restrictions: [forbid(where('spatial', 'eq', 'DE'))], use: NO_PLACE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in DE; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      'a place that is out, in print',
      {
        license: license({ territories: ['DACH', 'JP'] }),
        restrictions: [forbid(where('spatial', 'eq', 'JP'))],
        use: { ...FULL_USE, channel: 'print', territory: 'JP' },
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in JP; the use is stated for JP.",
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in DACH and JP on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in JP",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"JP","actual":"JP"}',
      ],
    ],
    [
      'a place that is out, without a title',
      { restrictions: [forbid(where('spatial', 'eq', 'DE'))], use: NO_TITLE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in DE; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      'a place that is out, nothing stated, no titles',
      {
        license: license({ territories: ['DE'] }, []),
        restrictions: [forbid(where('spatial', 'eq', 'DE'))],
        use: {},
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids use in DE.",
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive in DE on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE"}',
      ],
    ],
    [
      'all but a place is out',
      { restrictions: [forbid(where('spatial', 'isNoneOf', ['FR', 'IT']))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute outside FR and IT; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use outside FR and IT",
        '{"leftOperand":"spatial","operator":"isNoneOf","rightOperand":["FR","IT"],"actual":"DE"}',
      ],
    ],
    [
      'a place that is out, but not here',
      { restrictions: [forbid(where('spatial', 'eq', 'JP'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in JP; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'a part of what is left open',
      { restrictions: [forbid(where('spatial', 'eq', 'CH'))], use: { action: 'distribute', channel: 'web' } },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in CH; that part is taken out of the rights",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"CH"}',
      ],
    ],
    [
      'a part of a country',
      { restrictions: [forbid(where('spatial', 'eq', 'DE-BY'))], use: FULL_USE },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on the part of DE, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use in DE-BY; "in DE-BY" cannot be told of DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE-BY","actual":"DE"}',
      ],
    ],
    [
      'a purpose that is out',
      {
        restrictions: [forbid(where('purpose', 'eq', 'advertising'))],
        use: { ...FULL_USE, purpose: 'advertising' },
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for the purpose advertising.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose advertising",
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"advertising"}',
      ],
    ],
    [
      'a purpose that is out, none stated',
      { restrictions: [forbid(where('purpose', 'eq', 'advertising'))], use: NO_PURPOSE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose advertising; that part is taken out of the rights",
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising"}',
      ],
    ],
    [
      'any purpose but one is out',
      {
        restrictions: [forbid(where('purpose', 'neq', 'editorial'))],
        use: { ...FULL_USE, purpose: 'advertising' },
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for any purpose but editorial.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for any purpose but editorial",
        '{"leftOperand":"purpose","operator":"neq","rightOperand":"editorial","actual":"advertising"}',
      ],
    ],
    [
      'a channel that is out',
      { restrictions: [forbid(where('deliveryChannel', 'eq', 'web'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute on web.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use on web",
        '{"leftOperand":"deliveryChannel","operator":"eq","rightOperand":"web","actual":"web"}',
      ],
    ],
    [
      'a channel that is out, another is stated',
      { restrictions: [forbid(where('deliveryChannel', 'neq', 'web'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use on anything but web; "on anything but web" is not met by web',
        '{"leftOperand":"deliveryChannel","operator":"neq","rightOperand":"web","actual":"web"}',
      ],
    ],
    [
      'a channel that is out, none is stated',
      {
        license: license({ channels: ['web', 'print'] }),
        restrictions: [forbid(where('deliveryChannel', 'eq', 'podcast'))],
        use: NO_CHANNEL,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in DACH on web and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use on podcast; "on podcast" is not met by web, which the use leaves open',
        '{"leftOperand":"deliveryChannel","operator":"eq","rightOperand":"podcast"}',
      ],
    ],
    [
      'a medium that is out',
      { restrictions: [forbid(where('media', 'eq', 'online'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in online.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in online",
        '{"leftOperand":"media","operator":"eq","rightOperand":"online","actual":"online"}',
      ],
    ],
    [
      'a medium that is out, none is stated',
      {
        license: license({ channels: ['web'] }),
        restrictions: [forbid(where('media', 'eq', 'audio'))],
        use: NO_CHANNEL,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in DACH on web from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in audio; "in audio" is not met by online, which the use leaves open',
        '{"leftOperand":"media","operator":"eq","rightOperand":"audio"}',
      ],
    ],
    [
      'a kind of component that is out',
      { restrictions: [forbid(where('imp:component', 'neq', 'photograph'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute of anything but photograph.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use of anything but photograph",
        '{"leftOperand":"component","operator":"neq","rightOperand":"photograph","actual":"dispatch"}',
      ],
    ],
    [
      'a kind of component that is out, of another',
      { restrictions: [forbid(where('imp:component', 'eq', 'photograph'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use of photograph; "of photograph" is not met by dispatch',
        '{"leftOperand":"component","operator":"eq","rightOperand":"photograph","actual":"dispatch"}',
      ],
    ],
    [
      'a kind of title that is out',
      {
        license: license({}, KINDS),
        restrictions: [forbid(where('product', 'eq', 'newspaper'))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in a title that is a newspaper.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in a title that is a newspaper",
        '{"leftOperand":"product","operator":"eq","rightOperand":"newspaper","actual":"newspaper"}',
      ],
    ],
    [
      'all but a kind of title is out',
      {
        license: license({}, KINDS),
        restrictions: [forbid(where('product', 'neq', 'newspaper'))],
        use: FULL_USE,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in a title that is not a newspaper; "in a title that is not a newspaper" is not met by newspaper',
        '{"leftOperand":"product","operator":"neq","rightOperand":"newspaper","actual":"newspaper"}',
      ],
    ],
    [
      'a kind of title that is out, no title stated',
      {
        license: license({}, KINDS),
        restrictions: [forbid(where('product', 'eq', 'magazine'))],
        use: NO_TITLE,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in a title that is a magazine; "in a title that is a magazine" is not met by newspaper, which the use leaves open',
        '{"leftOperand":"product","operator":"eq","rightOperand":"magazine"}',
      ],
    ],
    [
      'a kind of title that is out, of titles without one',
      { restrictions: [forbid(where('product', 'eq', 'newspaper'))], use: FULL_USE },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on product, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use in a title that is a newspaper; "in a title that is a newspaper": the use does not state it',
        '{"leftOperand":"product","operator":"eq","rightOperand":"newspaper"}',
      ],
    ],
    [
      'a language that is out',
      { restrictions: [forbid(where('language', 'eq', 'de'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in de.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in de",
        '{"leftOperand":"language","operator":"eq","rightOperand":"de","actual":"de"}',
      ],
    ],
    [
      'all but a language is out',
      { restrictions: [forbid(where('language', 'neq', 'de'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in any language but de; "in any language but de" is not met by de',
        '{"leftOperand":"language","operator":"neq","rightOperand":"de","actual":"de"}',
      ],
    ],
    [
      'a title that is out, to a partner',
      { restrictions: [forbid(where('imp:title', 'eq', 'morgen'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute by certain titles.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use by certain titles",
        '{"leftOperand":"title","operator":"eq","rightOperand":"certain titles","actual":"morgen"}',
      ],
    ],
    [
      'a title that is out, to the desk',
      { restrictions: [forbid(where('imp:title', 'eq', 'morgen'))], use: FULL_USE, audience: 'desk' },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute by morgen.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use by morgen",
        '{"leftOperand":"title","operator":"eq","rightOperand":"morgen","actual":"morgen"}',
      ],
    ],
    [
      'all but a title is out, to a partner',
      { restrictions: [forbid(where('imp:title', 'neq', 'morgen'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use by any title but certain titles; "by any title but certain titles" is not met by morgen',
        '{"leftOperand":"title","operator":"neq","rightOperand":"certain titles","actual":"morgen"}',
      ],
    ],
    [
      'all but a title is out, no title stated',
      {
        license: license({ titles: ['morgen'] }),
        restrictions: [forbid(where('imp:title', 'neq', 'morgen'))],
        use: NO_TITLE,
        audience: 'desk',
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use by any title but morgen; "by any title but morgen" is not met by morgen, which the use leaves open',
        '{"leftOperand":"title","operator":"neq","rightOperand":"morgen"}',
      ],
    ],
    [
      'a client that is out, to a partner',
      { restrictions: [forbid(where('recipient', 'eq', 'par_1'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for certain clients.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for certain clients",
        '{"leftOperand":"recipient","operator":"eq","rightOperand":"certain clients","actual":"par_1"}',
      ],
    ],
    [
      'a client that is out, to the desk',
      { restrictions: [forbid(where('recipient', 'eq', 'par_1'))], use: FULL_USE, audience: 'desk' },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for par_1.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for par_1",
        '{"leftOperand":"recipient","operator":"eq","rightOperand":"par_1","actual":"par_1"}',
      ],
    ],
    [
      'another client that is out',
      { restrictions: [forbid(where('recipient', 'eq', 'par_2'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use for certain clients; "for certain clients" is not met by par_1',
        '{"leftOperand":"recipient","operator":"eq","rightOperand":"certain clients","actual":"par_1"}',
      ],
    ],
    [
      'all but one client is out, to the desk',
      { restrictions: [forbid(where('recipient', 'neq', 'par_1'))], use: FULL_USE, audience: 'desk' },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use for anyone but par_1; "for anyone but par_1" is not met by par_1',
        '{"leftOperand":"recipient","operator":"neq","rightOperand":"par_1","actual":"par_1"}',
      ],
    ],
    [
      'a site that is out, to a partner',
      { restrictions: [forbid(where('virtualLocation', 'eq', 'morgen.example'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute where virtualLocation eq certain sites.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use where virtualLocation eq certain sites",
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"certain sites","actual":"morgen.example"}',
      ],
    ],
    [
      'a site that is out, to the desk',
      {
        restrictions: [forbid(where('virtualLocation', 'eq', 'abend.example'))],
        use: FULL_USE,
        audience: 'desk',
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use where virtualLocation eq abend.example; "where virtualLocation eq abend.example" is not met by morgen.example',
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"abend.example","actual":"morgen.example"}',
      ],
    ],
    [
      'a site that is out, no title stated',
      {
        license: license({ titles: ['morgen'] }),
        restrictions: [forbid(where('virtualLocation', 'eq', 'abend.example'))],
        use: NO_TITLE,
        audience: 'desk',
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use where virtualLocation eq abend.example; "where virtualLocation eq abend.example" is not met by morgen.example, which the use leaves open',
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"abend.example"}',
      ],
    ],
    [
      'a client of the license, to the partner itself',
      {
        license: byPolicy({
          permission: [{ action: 'distribute', constraint: [where('recipient', 'eq', 'par_2')] }],
        }),
        use: FULL_USE,
      },
      [
        'use_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for certain clients.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute for certain clients from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for certain clients" is not met by par_1',
        '{"leftOperand":"recipient","operator":"eq","rightOperand":"certain clients","actual":"par_1"}',
      ],
    ],
    [
      'a client of the license, to the desk',
      {
        license: byPolicy({
          permission: [{ action: 'distribute', constraint: [where('recipient', 'eq', 'par_2')] }],
        }),
        use: FULL_USE,
        audience: 'desk',
      },
      [
        'use_not_licensed by lic_1#rule-1',
        'Dispatch withheld: the license permits distribute for par_2.',
        'lic_1#rule-1 permission unmet: Rule 1 of the license permits distribute for par_2 from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z; "for par_2" is not met by par_1',
        '{"leftOperand":"recipient","operator":"eq","rightOperand":"par_2","actual":"par_1"}',
      ],
    ],
    [
      'after some days',
      {
        restrictions: [forbid(longerThan('P14D'))],
        subject: subject({ versionCreated: NOW - 15 * DAY_MS }),
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute more than P14D after the creation of the version.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use more than P14D after the creation of the version",
        '{"leftOperand":"elapsedTime","operator":"gt","rightOperand":"P14D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'after some days that are not over',
      { restrictions: [forbid(longerThan('P14D'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: distribute under license lic_1 until 2026-12-03T12:00:00.001Z.',
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use more than P14D after the creation of the version; "more than P14D after the creation of the version" is not met by 2026-11-20T12:00:00Z',
        '{"leftOperand":"elapsedTime","operator":"gt","rightOperand":"P14D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'in the first hours',
      {
        restrictions: [forbid(where('elapsedTime', 'lt', { '@value': 'PT48H', '@type': 'xsd:duration' }))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute within PT48H of the creation of the version.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use within PT48H of the creation of the version",
        '{"leftOperand":"elapsedTime","operator":"lt","rightOperand":"PT48H","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'at just one instant after the creation',
      {
        restrictions: [forbid(where('elapsedTime', 'eq', { '@value': 'P1D', '@type': 'xsd:duration' }))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute where elapsedTime eq P1D.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use where elapsedTime eq P1D",
        '{"leftOperand":"elapsedTime","operator":"eq","rightOperand":"P1D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'at any but one instant after the creation',
      {
        restrictions: [forbid(where('elapsedTime', 'neq', { '@value': 'P1D', '@type': 'xsd:duration' }))],
        subject: subject({ versionCreated: NOW - 2 * DAY_MS }),
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute where elapsedTime neq P1D.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use where elapsedTime neq P1D",
        '{"leftOperand":"elapsedTime","operator":"neq","rightOperand":"P1D","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'until a day',
      { restrictions: [forbid(until('2026-12-01T00:00:00Z'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute before 2026-12-01T00:00:00Z.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use before 2026-12-01T00:00:00Z",
        '{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-12-01T00:00:00Z","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'from a day',
      {
        restrictions: [
          forbid(where('dateTime', 'gteq', { '@value': '2026-11-01T00:00:00Z', '@type': 'xsd:dateTime' })),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute from 2026-11-01T00:00:00Z.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use from 2026-11-01T00:00:00Z",
        '{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2026-11-01T00:00:00Z","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'at an instant',
      {
        restrictions: [
          forbid(where('dateTime', 'neq', { '@value': '2026-11-01T00:00:00Z', '@type': 'xsd:dateTime' })),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute where dateTime neq 2026-11-01T00:00:00Z.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use where dateTime neq 2026-11-01T00:00:00Z",
        '{"leftOperand":"dateTime","operator":"neq","rightOperand":"2026-11-01T00:00:00Z","actual":"2026-11-20T12:00:00Z"}',
      ],
    ],
    [
      'until a day that is over, asked to the millisecond',
      { restrictions: [forbid(until('2026-11-01T00:00:00Z'))], use: FULL_USE, now: NOW + 1 },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use before 2026-11-01T00:00:00Z; "before 2026-11-01T00:00:00Z" is not met by 2026-11-20T12:00:00.001Z',
        '{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-11-01T00:00:00Z","actual":"2026-11-20T12:00:00.001Z"}',
      ],
    ],
    [
      'a count that is not stated',
      { restrictions: [forbid(where('count', 'gt', 2))], use: FULL_USE },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on count, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where count gt 2; "where count gt 2": the use does not state it',
        '{"leftOperand":"count","operator":"gt","rightOperand":"2"}',
      ],
    ],
    [
      'a count that is stated',
      { restrictions: [forbid(where('count', 'gt', 2))], use: { ...FULL_USE, context: { count: 2 } } },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use where count gt 2; "where count gt 2" is not met by 2',
        '{"leftOperand":"count","operator":"gt","rightOperand":"2","actual":"2"}',
      ],
    ],
    [
      'a size, in a unit',
      {
        restrictions: [forbid({ ...where('absoluteSize', 'gt', 1200), unit: 'px' })],
        use: { ...FULL_USE, context: { absoluteSize: '1300 px' } },
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute where absoluteSize gt 1200 px.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use where absoluteSize gt 1200 px",
        '{"leftOperand":"absoluteSize","operator":"gt","rightOperand":"1200","unit":"px","actual":"1300 px"}',
      ],
    ],
    [
      'what cannot be evaluated',
      { restrictions: [forbid(where('unheardOf', 'eq', ['a', 'b']))], use: FULL_USE },
      [
        'policy_void by rst_1#rule-1',
        "Dispatch withheld: a rule of the item's restrictions cannot be evaluated (the operand unheardOf is not known).",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where unheardOf eq a and b; "where unheardOf eq a and b": the operand unheardOf is not known',
        '{"leftOperand":"unheardOf","operator":"eq","rightOperand":["a","b"]}',
      ],
    ],
    [
      'what cannot be evaluated, part left open',
      {
        restrictions: [
          onItem({ prohibition: [{ action: 'archive', constraint: [where('unheardOf', 'eq', 'a')] }] }),
        ],
        use: {},
      },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, distribute under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids archive where unheardOf eq a; that part is taken out of the rights; "where unheardOf eq a": the operand unheardOf is not known',
        '{"leftOperand":"unheardOf","operator":"eq","rightOperand":"a"}',
      ],
    ],
    [
      'what cannot be evaluated and names clients, to a partner',
      { restrictions: [forbid(where('recipient', 'gt', 'par_9'))], use: FULL_USE },
      [
        'policy_void by rst_1#rule-1',
        "Dispatch withheld: a rule of the item's restrictions cannot be evaluated (it is about certain clients).",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where recipient gt certain clients; "where recipient gt certain clients": it is about certain clients',
        '{"leftOperand":"recipient","operator":"gt","rightOperand":"certain clients"}',
      ],
    ],
    [
      'what cannot be evaluated and names clients, to the desk',
      { restrictions: [forbid(where('recipient', 'gt', 'par_9'))], use: FULL_USE, audience: 'desk' },
      [
        'policy_void by rst_1#rule-1',
        "Dispatch withheld: a rule of the item's restrictions cannot be evaluated (gt does not order names).",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where recipient gt par_9; "where recipient gt par_9": gt does not order names',
        '{"leftOperand":"recipient","operator":"gt","rightOperand":"par_9"}',
      ],
    ],
    [
      'a rule without constraints',
      { restrictions: [forbid()], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use",
      ],
    ],
    [
      'one act of several',
      { restrictions: [onItem({ prohibition: [{ action: ['archive', 'print', 'display'] }] })], use: {} },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits display, distribute and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids display and archive; that part is taken out of the rights",
      ],
    ],
    [
      'only a place',
      { restrictions: [only(where('spatial', 'eq', 'AT'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
        GRANTED,
        'rst_1#rule-1 permission unmet: Rule 1 of the item\'s restrictions permits use in AT; "in AT" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"AT","actual":"DE"}',
      ],
    ],
    [
      'only a place, and it is there',
      { restrictions: [only(where('spatial', 'eq', 'DE'))], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        "rst_1#rule-1 permission granted: Rule 1 of the item's restrictions permits use in DE",
      ],
    ],
    [
      'only an act',
      { restrictions: [onItem({ permission: [{ action: 'archive' }] })], use: FULL_USE },
      [
        'restricted by rst_1#closed-by-default',
        'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
        'rst_1#closed-by-default permission not_applicable: No rule permits distribute; what is not permitted is denied',
        GRANTED,
      ],
    ],
    [
      'only with a count',
      { restrictions: [only(where('count', 'lteq', 1))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
        GRANTED,
        'rst_1#rule-1 permission indeterminate: Rule 1 of the item\'s restrictions permits use where count lteq 1; "where count lteq 1": the use does not state it',
        '{"leftOperand":"count","operator":"lteq","rightOperand":"1"}',
      ],
    ],
    [
      'a duty of a restriction',
      { restrictions: [onItem({ obligation: [{ action: 'obtainConsent' }] })], use: FULL_USE },
      [
        'duty_unfulfilled by rst_1#rule-1',
        "Dispatch withheld: the item's restrictions demands obtainConsent, and there is no evidence that it was done.",
        GRANTED,
        "rst_1#rule-1 duty unmet: Rule 1 of the item's restrictions demands obtainConsent; there is no evidence that it was done",
      ],
    ],
    [
      'a duty of a restriction that is not due',
      {
        restrictions: [
          onItem({
            obligation: [{ action: 'obtainConsent', constraint: [where('purpose', 'eq', 'advertising')] }],
          }),
        ],
        use: FULL_USE,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 duty not_applicable: Rule 1 of the item\'s restrictions demands obtainConsent for the purpose advertising; "for the purpose advertising" is not met by editorial',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising","actual":"editorial"}',
      ],
    ],
    [
      'a duty that may be due',
      {
        restrictions: [
          onItem({ obligation: [{ action: 'obtainConsent', constraint: [where('count', 'gt', 1)] }] }),
        ],
        use: FULL_USE,
      },
      [
        'duty_unfulfilled by rst_1#rule-1',
        "Dispatch withheld: the item's restrictions demands obtainConsent, and there is no evidence that it was done.",
        GRANTED,
        "rst_1#rule-1 duty unmet: Rule 1 of the item's restrictions demands obtainConsent where count gt 1; there is no evidence that it was done",
      ],
    ],
    [
      'of the agency',
      {
        restrictions: [bound({ kind: 'agency' }, { prohibition: [{ action: 'distribute' }] })],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the agency's restrictions forbids distribute.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the agency's restrictions forbids distribute",
      ],
    ],
    [
      'of a section',
      {
        restrictions: [
          bound({ kind: 'section', section: 'politics' }, { prohibition: [{ action: 'distribute' }] }),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the section's restrictions forbids distribute.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the section's restrictions forbids distribute",
      ],
    ],
    [
      'of a component',
      {
        restrictions: [
          bound(
            { kind: 'component', component: 'cmp_dispatch' },
            { prohibition: [{ action: 'distribute' }] },
          ),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the component's restrictions forbids distribute.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the component's restrictions forbids distribute",
      ],
    ],
    [
      "of another client's exclusivity",
      {
        restrictions: [
          bound(
            { kind: 'exclusivity' },
            { prohibition: [{ action: 'distribute', constraint: [where('spatial', 'eq', 'DE')] }] },
          ),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        'Dispatch withheld: rule 1 of an exclusivity that the agency granted to another client forbids distribute in DE; the title Der Morgen is published there.',
        GRANTED,
        'rst_1#rule-1 prohibition forbidden: Rule 1 of an exclusivity that the agency granted to another client forbids distribute in DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      'two rules, of which the second forbids',
      {
        restrictions: [
          onItem({
            prohibition: [
              { action: 'distribute', constraint: [where('spatial', 'eq', 'JP')] },
              { action: 'distribute', constraint: [where('deliveryChannel', 'eq', 'web')] },
            ],
          }),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-2',
        "Dispatch withheld: rule 2 of the item's restrictions forbids distribute on web.",
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids distribute in JP; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"JP","actual":"DE"}',
        "rst_1#rule-2 prohibition forbidden: Rule 2 of the item's restrictions forbids distribute on web",
        '{"leftOperand":"deliveryChannel","operator":"eq","rightOperand":"web","actual":"web"}',
      ],
    ],
    [
      'nine values',
      {
        license: license({ territories: ['world'] }),
        restrictions: [
          forbid(where('purpose', 'isAnyOf', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'editorial'])),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for the purpose a, b, c, d, e, f, g, h and 1 more.",
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in world on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose a, b, c, d, e, f, g, h and 1 more",
        '{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["a","b","c","d","e","f","g","h","editorial"],"actual":"editorial"}',
      ],
    ],
    [
      'eight values',
      {
        restrictions: [forbid(where('purpose', 'isAnyOf', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'editorial']))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for the purpose a, b, c, d, e, f, g and editorial.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose a, b, c, d, e, f, g and editorial",
        '{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["a","b","c","d","e","f","g","editorial"],"actual":"editorial"}',
      ],
    ],
    [
      'a set without a member',
      {
        license: license({ territories: ['world'] }),
        restrictions: [forbid(where('spatial', 'isAnyOf', ['EU', '-FR', '-IT']))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in EU without FR and IT; the title Der Morgen is published there.",
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in world on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in EU without FR and IT",
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":["EU","-FR","-IT"],"actual":"DE"}',
      ],
    ],
    [
      'either of two, both hold',
      {
        restrictions: [
          forbid({ or: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'editorial')] } }),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute (in DE or for the purpose editorial).",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use (in DE or for the purpose editorial)",
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"editorial","actual":"editorial"}',
      ],
    ],
    [
      'two that hold, the first in the order of asking',
      {
        restrictions: [forbid(where('purpose', 'eq', 'editorial'), where('spatial', 'eq', 'DE'))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for the purpose editorial in DE; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose editorial in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      'one holds, one is open',
      { restrictions: [forbid(where('purpose', 'eq', 'editorial'), where('count', 'gt', 2))], use: FULL_USE },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on count, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use for the purpose editorial where count gt 2; "where count gt 2": the use does not state it',
        '{"leftOperand":"count","operator":"gt","rightOperand":"2"}',
      ],
    ],
    [
      'one is open, one cannot be evaluated',
      { restrictions: [forbid(where('count', 'gt', 2), where('unheardOf', 'eq', 'a'))], use: FULL_USE },
      [
        'policy_void by rst_1#rule-1',
        "Dispatch withheld: a rule of the item's restrictions cannot be evaluated (the operand unheardOf is not known).",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where count gt 2 where unheardOf eq a; "where unheardOf eq a": the operand unheardOf is not known',
        '{"leftOperand":"unheardOf","operator":"eq","rightOperand":"a"}',
      ],
    ],
    [
      'a size in another measure',
      {
        restrictions: [forbid({ ...where('absoluteSize', 'gt', 1200), unit: 'px' })],
        use: { ...FULL_USE, context: { absoluteSize: '20 cm' } },
      },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on absoluteSize, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where absoluteSize gt 1200 px; "where absoluteSize gt 1200 px" cannot be told of 20 cm',
        '{"leftOperand":"absoluteSize","operator":"gt","rightOperand":"1200","unit":"px","actual":"20 cm"}',
      ],
    ],
    [
      'a purpose that is out, another is licensed and none stated',
      {
        license: license({ purposes: ['editorial'] }),
        restrictions: [forbid(where('purpose', 'eq', 'advertising'))],
        use: NO_PURPOSE,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        'lic_1#uses permission granted: Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print for the purpose editorial from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use for the purpose advertising; "for the purpose advertising" is not met by editorial, which the use leaves open',
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising"}',
      ],
    ],
    [
      'a place elsewhere, nothing stated',
      {
        license: license({ territories: ['DE'] }, []),
        restrictions: [forbid(where('spatial', 'eq', 'JP'))],
        use: {},
      },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, distribute, archive under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive in DE on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in JP; "in JP" is not met by DE, which the use leaves open',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"JP"}',
      ],
    ],
    [
      'a place elsewhere, only the title stated',
      { restrictions: [forbid(where('spatial', 'eq', 'JP'))], use: { title: 'morgen', channel: 'web' } },
      [
        'permit by lic_1#uses',
        'Dispatch permitted: display, distribute, archive under license lic_1 until 2027-01-01T00:00:00Z.',
        'lic_1#uses permission granted: Rule 1 of the license permits display and archive by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use in JP; "in JP" is not met by DE',
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"JP","actual":"DE"}',
      ],
    ],
    [
      'one of two sites of the title is out',
      {
        license: license(
          {},
          TITLES.map((title) => ({ ...title, domains: [title.domains[0] ?? '', 'second.example'] })),
        ),
        restrictions: [forbid(where('virtualLocation', 'eq', 'second.example'))],
        use: FULL_USE,
      },
      [
        'indeterminate by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions depends on virtualLocation, which the use does not state.",
        GRANTED,
        'rst_1#rule-1 prohibition indeterminate: Rule 1 of the item\'s restrictions forbids use where virtualLocation eq certain sites; "where virtualLocation eq certain sites" cannot be told of morgen.example,second.example',
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"certain sites","actual":["morgen.example","second.example"]}',
      ],
    ],
    [
      'neither of two sites of the title is out',
      {
        license: license(
          {},
          TITLES.map((title) => ({ ...title, domains: [title.domains[0] ?? '', 'second.example'] })),
        ),
        restrictions: [forbid(where('virtualLocation', 'eq', 'third.example'))],
        use: FULL_USE,
      },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#rule-1 prohibition not_applicable: Rule 1 of the item\'s restrictions forbids use where virtualLocation eq certain sites; "where virtualLocation eq certain sites" is not met by morgen.example,second.example',
        '{"leftOperand":"virtualLocation","operator":"eq","rightOperand":"certain sites","actual":["morgen.example","second.example"]}',
      ],
    ],
    [
      'a medium but one is out',
      { restrictions: [forbid(where('media', 'neq', 'print'))], use: FULL_USE },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in anything but print.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in anything but print",
        '{"leftOperand":"media","operator":"neq","rightOperand":"print","actual":"online"}',
      ],
    ],
    [
      'two restrictions, the first that forbids',
      {
        restrictions: [
          onItem(
            { prohibition: [{ action: 'use', constraint: [where('purpose', 'eq', 'editorial')] }] },
            'rst_a',
          ),
          onItem({ prohibition: [{ action: 'use' }] }, 'rst_b'),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_a#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for the purpose editorial.",
        GRANTED,
        "rst_a#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose editorial",
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"editorial","actual":"editorial"}',
        "rst_b#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use",
      ],
    ],
    [
      'that meets most of what is left open',
      {
        restrictions: [
          onItem({
            prohibition: [
              { action: 'use', constraint: [where('purpose', 'eq', 'advertising')] },
              { action: 'use', constraint: [where('spatial', 'isAnyOf', ['DE', 'AT', 'CH', 'LI'])] },
            ],
          }),
        ],
        use: { action: 'distribute' },
      },
      [
        'restricted by rst_1#rule-2',
        "Dispatch withheld: rule 2 of the item's restrictions forbids distribute in DACH and LI; the title Der Morgen is published there.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use for the purpose advertising",
        '{"leftOperand":"purpose","operator":"eq","rightOperand":"advertising"}',
        "rst_1#rule-2 prohibition forbidden: Rule 2 of the item's restrictions forbids use in DACH and LI",
        '{"leftOperand":"spatial","operator":"isAnyOf","rightOperand":["DE","AT","CH","LI"]}',
      ],
    ],
    [
      'a place that is out, where audiences count',
      {
        license: license({ territoryBasis: 'audience' }),
        restrictions: [forbid(where('spatial', 'eq', 'DE'))],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in DE; the use is stated for DE.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE","actual":"DE"}',
      ],
    ],
    [
      'a part of a country, stated',
      {
        restrictions: [forbid(where('spatial', 'eq', 'DE-BY'))],
        use: { ...FULL_USE, territory: 'DE-BY', channel: 'print' },
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute in DE-BY; the use is stated for DE-BY.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids use in DE-BY",
        '{"leftOperand":"spatial","operator":"eq","rightOperand":"DE-BY","actual":"DE-BY"}',
      ],
    ],
    [
      'only with a duty that is not done',
      {
        restrictions: [onItem({ permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] })],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
        GRANTED,
        "rst_1#rule-1 permission granted: Rule 1 of the item's restrictions permits use",
        "rst_1#rule-1 duty unmet: Rule 1 of the item's restrictions demands obtainConsent; there is no evidence that it was done",
      ],
    ],
    [
      'only with a purpose and a count, neither stated',
      {
        restrictions: [only(where('purpose', 'eq', 'advertising'), where('count', 'lteq', 2))],
        use: NO_PURPOSE,
      },
      [
        'restricted by rst_1#rule-1',
        'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
        GRANTED,
        'rst_1#rule-1 permission indeterminate: Rule 1 of the item\'s restrictions permits use for the purpose advertising where count lteq 2; "where count lteq 2": the use does not state it',
        '{"leftOperand":"count","operator":"lteq","rightOperand":"2"}',
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(told(given)).toEqual(expected);
  });
});

describe('token, embargo, review', () => {
  it.each<Case>([
    [
      'a token without the act',
      { entitlement: { actions: ['archive'] }, use: FULL_USE },
      [
        'outside_token by token#actions',
        "Dispatch withheld: the license permits this use, the token's actions do not.",
        "token#actions entitlement unmet: The token's actions do not reach this use",
        GRANTED,
      ],
    ],
    [
      'a token without the place',
      { entitlement: { locations: ['AT'] }, use: FULL_USE },
      [
        'outside_token by token#locations',
        "Dispatch withheld: the license permits this use, the token's locations do not.",
        "token#locations entitlement unmet: The token's locations do not reach this use",
        GRANTED,
      ],
    ],
    [
      'a token without the channel',
      { entitlement: { channels: ['print'] }, use: FULL_USE },
      [
        'outside_token by token#channels',
        "Dispatch withheld: the license permits this use, the token's channels do not.",
        "token#channels entitlement unmet: The token's channels do not reach this use",
        GRANTED,
      ],
    ],
    [
      'a token without the kind of component',
      { entitlement: { datatypes: ['photograph'] }, use: FULL_USE },
      [
        'outside_token by token#datatypes',
        "Dispatch withheld: the license permits this use, the token's datatypes do not.",
        "token#datatypes entitlement unmet: The token's datatypes do not reach this use",
        GRANTED,
      ],
    ],
    [
      'an embargo',
      { subject: subject({ embargoedUntil: NOW + 3_600_000 }), use: FULL_USE },
      [
        'embargoed by embargo#until',
        'Dispatch withheld: it is embargoed until 2026-11-20T13:00:00Z, and distribute would put it before the public.',
        'embargo#until prohibition forbidden: Nothing may be put before the public until the embargo lifts',
        GRANTED,
      ],
    ],
    [
      'an embargo to the millisecond',
      {
        subject: subject({ embargoedUntil: NOW + 1 }),
        use: { ...FULL_USE, action: 'display' },
        license: license(),
      },
      [
        'embargoed by embargo#until',
        'Dispatch withheld: it is embargoed until 2026-11-20T12:00:00.001Z, and display would put it before the public.',
        'embargo#until prohibition forbidden: Nothing may be put before the public until the embargo lifts',
        'lic_1#uses permission granted: Rule 1 of the license permits display by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
      ],
    ],
    [
      'a text that waits',
      {
        restrictions: [restriction(null, { reviewed: false, text: 'x' })],
        subject: subject({}, 'photograph'),
        use: FULL_USE,
      },
      [
        'restriction_unreviewed by rst_1#review',
        'Photograph withheld: a restriction that came with it has not been cleared by the desk yet.',
        GRANTED,
        'rst_1#review review unmet: The text of a restriction has not been cleared by the desk yet',
      ],
    ],
    [
      'a text that waits and is shown',
      { restrictions: [restriction(null, { reviewed: false, text: 'x' })], use: FULL_USE },
      [
        'permit by lic_1#uses',
        PERMITTED,
        GRANTED,
        'rst_1#review review not_applicable: The text of a restriction has not been cleared by the desk yet; a dispatch goes out with the text shown',
      ],
    ],
    [
      'a text that waits, and a rule of it',
      {
        restrictions: [
          restriction(set({ prohibition: { action: 'distribute' } }), { reviewed: false, text: 'x' }),
        ],
        use: FULL_USE,
      },
      [
        'restricted by rst_1#rule-1',
        "Dispatch withheld: rule 1 of the item's restrictions forbids distribute.",
        GRANTED,
        "rst_1#rule-1 prohibition forbidden: Rule 1 of the item's restrictions forbids distribute",
        'rst_1#review review not_applicable: The text of a restriction has not been cleared by the desk yet; a dispatch goes out with the text shown',
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(told(given)).toEqual(expected);
  });
});

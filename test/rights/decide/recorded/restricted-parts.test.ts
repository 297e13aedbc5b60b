/**
 * Recorded words of decisions about restrictions of a territory, a purpose, a channel, a kind, a title, a
 * client or a site.
 */
import { FULL_USE, license, TITLES, where } from '../../fixtures.ts';
import { expectRecorded, forbid, KINDS, NO_CHANNEL, NO_PLACE, NO_PURPOSE, NO_TITLE } from './recorded.ts';

expectRecorded(import.meta.url, {
  'a place that is out': () => ({ restrictions: [forbid(where('spatial', 'eq', 'DE'))], use: FULL_USE }),
  "a place that is out, the title's home": () => ({
    restrictions: [forbid(where('spatial', 'eq', 'DE'))],
    use: NO_PLACE,
  }),
  'a place that is out, in print': () => ({
    license: license({ territories: ['DACH', 'JP'] }),
    restrictions: [forbid(where('spatial', 'eq', 'JP'))],
    use: { ...FULL_USE, channel: 'print', territory: 'JP' },
  }),
  'a place that is out, without a title': () => ({
    restrictions: [forbid(where('spatial', 'eq', 'DE'))],
    use: NO_TITLE,
  }),
  'a place that is out, nothing stated, no titles': () => ({
    license: license({ territories: ['DE'] }, []),
    restrictions: [forbid(where('spatial', 'eq', 'DE'))],
    use: {},
  }),
  'all but a place is out': () => ({
    restrictions: [forbid(where('spatial', 'isNoneOf', ['FR', 'IT']))],
    use: FULL_USE,
  }),
  'a place that is out, but not here': () => ({
    restrictions: [forbid(where('spatial', 'eq', 'JP'))],
    use: FULL_USE,
  }),
  'a part of what is left open': () => ({
    restrictions: [forbid(where('spatial', 'eq', 'CH'))],
    use: { action: 'distribute', channel: 'web' },
  }),
  'a part of a country': () => ({ restrictions: [forbid(where('spatial', 'eq', 'DE-BY'))], use: FULL_USE }),
  'a purpose that is out': () => ({
    restrictions: [forbid(where('purpose', 'eq', 'advertising'))],
    use: { ...FULL_USE, purpose: 'advertising' },
  }),
  'a purpose that is out, none stated': () => ({
    restrictions: [forbid(where('purpose', 'eq', 'advertising'))],
    use: NO_PURPOSE,
  }),
  'any purpose but one is out': () => ({
    restrictions: [forbid(where('purpose', 'neq', 'editorial'))],
    use: { ...FULL_USE, purpose: 'advertising' },
  }),
  'a channel that is out': () => ({
    restrictions: [forbid(where('deliveryChannel', 'eq', 'web'))],
    use: FULL_USE,
  }),
  'a channel that is out, another is stated': () => ({
    restrictions: [forbid(where('deliveryChannel', 'neq', 'web'))],
    use: FULL_USE,
  }),
  'a channel that is out, none is stated': () => ({
    license: license({ channels: ['web', 'print'] }),
    restrictions: [forbid(where('deliveryChannel', 'eq', 'podcast'))],
    use: NO_CHANNEL,
  }),
  'a medium that is out': () => ({ restrictions: [forbid(where('media', 'eq', 'online'))], use: FULL_USE }),
  'a medium that is out, none is stated': () => ({
    license: license({ channels: ['web'] }),
    restrictions: [forbid(where('media', 'eq', 'audio'))],
    use: NO_CHANNEL,
  }),
  'a kind of component that is out': () => ({
    restrictions: [forbid(where('imp:component', 'neq', 'photograph'))],
    use: FULL_USE,
  }),
  'a kind of component that is out, of another': () => ({
    restrictions: [forbid(where('imp:component', 'eq', 'photograph'))],
    use: FULL_USE,
  }),
  'a kind of title that is out': () => ({
    license: license({}, KINDS),
    restrictions: [forbid(where('product', 'eq', 'newspaper'))],
    use: FULL_USE,
  }),
  'all but a kind of title is out': () => ({
    license: license({}, KINDS),
    restrictions: [forbid(where('product', 'neq', 'newspaper'))],
    use: FULL_USE,
  }),
  'a kind of title that is out, no title stated': () => ({
    license: license({}, KINDS),
    restrictions: [forbid(where('product', 'eq', 'magazine'))],
    use: NO_TITLE,
  }),
  'a kind of title that is out, of titles without one': () => ({
    restrictions: [forbid(where('product', 'eq', 'newspaper'))],
    use: FULL_USE,
  }),
  'a language that is out': () => ({ restrictions: [forbid(where('language', 'eq', 'de'))], use: FULL_USE }),
  'all but a language is out': () => ({
    restrictions: [forbid(where('language', 'neq', 'de'))],
    use: FULL_USE,
  }),
  'a title that is out, to a partner': () => ({
    restrictions: [forbid(where('imp:title', 'eq', 'morgen'))],
    use: FULL_USE,
  }),
  'a title that is out, to the desk': () => ({
    restrictions: [forbid(where('imp:title', 'eq', 'morgen'))],
    use: FULL_USE,
    audience: 'desk',
  }),
  'all but a title is out, to a partner': () => ({
    restrictions: [forbid(where('imp:title', 'neq', 'morgen'))],
    use: FULL_USE,
  }),
  'all but a title is out, no title stated': () => ({
    license: license({ titles: ['morgen'] }),
    restrictions: [forbid(where('imp:title', 'neq', 'morgen'))],
    use: NO_TITLE,
    audience: 'desk',
  }),
  'a client that is out, to a partner': () => ({
    restrictions: [forbid(where('recipient', 'eq', 'par_1'))],
    use: FULL_USE,
  }),
  'a client that is out, to the desk': () => ({
    restrictions: [forbid(where('recipient', 'eq', 'par_1'))],
    use: FULL_USE,
    audience: 'desk',
  }),
  'another client that is out': () => ({
    restrictions: [forbid(where('recipient', 'eq', 'par_2'))],
    use: FULL_USE,
  }),
  'all but one client is out, to the desk': () => ({
    restrictions: [forbid(where('recipient', 'neq', 'par_1'))],
    use: FULL_USE,
    audience: 'desk',
  }),
  'a site that is out, to a partner': () => ({
    restrictions: [forbid(where('virtualLocation', 'eq', 'morgen.example'))],
    use: FULL_USE,
  }),
  'a site that is out, to the desk': () => ({
    restrictions: [forbid(where('virtualLocation', 'eq', 'abend.example'))],
    use: FULL_USE,
    audience: 'desk',
  }),
  'a site that is out, no title stated': () => ({
    license: license({ titles: ['morgen'] }),
    restrictions: [forbid(where('virtualLocation', 'eq', 'abend.example'))],
    use: NO_TITLE,
    audience: 'desk',
  }),
  'a purpose that is out, another is licensed and none stated': () => ({
    license: license({ purposes: ['editorial'] }),
    restrictions: [forbid(where('purpose', 'eq', 'advertising'))],
    use: NO_PURPOSE,
  }),
  'a place elsewhere, nothing stated': () => ({
    license: license({ territories: ['DE'] }, []),
    restrictions: [forbid(where('spatial', 'eq', 'JP'))],
    use: {},
  }),
  'a place elsewhere, only the title stated': () => ({
    restrictions: [forbid(where('spatial', 'eq', 'JP'))],
    use: { title: 'morgen', channel: 'web' },
  }),
  'one of two sites of the title is out': () => ({
    license: license(
      {},
      TITLES.map((title) => ({ ...title, domains: [title.domains[0] ?? '', 'second.example'] })),
    ),
    restrictions: [forbid(where('virtualLocation', 'eq', 'second.example'))],
    use: FULL_USE,
  }),
  'neither of two sites of the title is out': () => ({
    license: license(
      {},
      TITLES.map((title) => ({ ...title, domains: [title.domains[0] ?? '', 'second.example'] })),
    ),
    restrictions: [forbid(where('virtualLocation', 'eq', 'third.example'))],
    use: FULL_USE,
  }),
  'a medium but one is out': () => ({
    restrictions: [forbid(where('media', 'neq', 'print'))],
    use: FULL_USE,
  }),
  'a place that is out, where audiences count': () => ({
    license: license({ territoryBasis: 'audience' }),
    restrictions: [forbid(where('spatial', 'eq', 'DE'))],
    use: FULL_USE,
  }),
  'a part of a country, stated': () => ({
    restrictions: [forbid(where('spatial', 'eq', 'DE-BY'))],
    use: { ...FULL_USE, territory: 'DE-BY', channel: 'print' },
  }),
});

/** Recorded words of decisions about a license with terms. */
import { DAY_MS, FULL_USE, license, NOW, subject, where } from '../../fixtures.ts';
import { byPolicy, expectRecorded, NO_PLACE, NO_TITLE, onItem } from './recorded.ts';

expectRecorded(import.meta.url, {
  'permits all of it': () => ({ use: FULL_USE }),
  'permits what is left open': () => ({}),
  'permits with several acts left open': () => ({
    license: license({ uses: ['display', 'print', 'archive'] }),
  }),
  'uses of several grants, each once': () => ({
    license: license({ channels: ['web', 'print'] }),
    restrictions: [
      onItem({
        prohibition: [{ action: 'distribute', constraint: [where('deliveryChannel', 'eq', 'print')] }],
      }),
    ],
    use: { title: 'morgen', territory: 'DE' },
  }),
  'an act that is not licensed': () => ({ use: { ...FULL_USE, action: 'sell' } }),
  'an act and nothing else': () => ({ use: { action: 'sell' } }),
  'a component that is not licensed': () => ({ subject: subject({}, 'video'), use: FULL_USE }),
  'a component that is not licensed, no act stated': () => ({ subject: subject({}, 'audio'), use: {} }),
  'a graphic that is not licensed': () => ({
    license: license({ components: ['dispatch'] }),
    subject: subject({}, 'graphic'),
    use: FULL_USE,
  }),
  'a logo that is not licensed': () => ({
    license: license({ components: ['dispatch'] }),
    subject: subject({}, 'logo'),
    use: FULL_USE,
  }),
  'a photograph that is not licensed': () => ({
    license: license({ components: ['dispatch'] }),
    subject: subject({}, 'photograph'),
    use: FULL_USE,
  }),
  'a title that the license does not name': () => ({
    license: license({ titles: ['morgen'] }),
    use: { ...FULL_USE, title: 'abend', territory: 'AT' },
  }),
  'a title that nobody has': () => ({ use: { ...FULL_USE, title: 'mittag' } }),
  'a title of a partner without titles': () => ({ license: license({}, []), use: FULL_USE }),
  'a territory that is not licensed': () => ({
    license: license({ territories: ['DACH', '-AT'], territoryBasis: 'audience' }),
    use: { ...FULL_USE, territory: 'AT' },
  }),
  'a word that is no territory': () => ({ use: { ...FULL_USE, territory: 'Atlantis' } }),
  'a word that is no territory, of a license that names none': () => ({
    license: byPolicy({ permission: [{ action: 'distribute' }] }),
    use: { ...FULL_USE, territory: 'EU' },
  }),
  'a title that nobody has, of a license that names none': () => ({
    license: byPolicy({ permission: [{ action: 'distribute' }] }),
    use: { ...FULL_USE, title: 'mittag' },
  }),
  'a home market that is not licensed': () => ({ license: license({ territories: ['JP'] }), use: NO_PLACE }),
  'a home market and a stated territory': () => ({
    license: license({ territories: ['JP'] }),
    use: { ...FULL_USE, territory: 'JP' },
  }),
  'a territory without a title': () => ({ license: license({ territories: ['JP'] }), use: NO_TITLE }),
  'a territory in print': () => ({
    license: license({ territories: ['JP'] }),
    use: { ...FULL_USE, channel: 'print' },
  }),
  'a channel that is not licensed': () => ({ use: { ...FULL_USE, channel: 'podcast' } }),
  'a purpose that is not licensed': () => ({
    license: license({ purposes: ['editorial', 'education'] }),
    use: { ...FULL_USE, purpose: 'advertising' },
  }),
  'a language that is not licensed': () => ({ license: license({ languages: ['en', 'fr'] }), use: FULL_USE }),
  'an item without a language': () => ({
    license: license({ languages: ['en'] }),
    subject: { ...subject(), language: undefined } as never,
    use: FULL_USE,
  }),
  'a term that is over': () => ({ use: FULL_USE, now: NOW + 365 * DAY_MS }),
  'a term that has not begun': () => ({ use: FULL_USE, now: NOW - 365 * DAY_MS }),
  'online days that are over': () => ({
    license: license({ onlineDays: 7 }),
    subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
    use: FULL_USE,
  }),
  'archive days that are over': () => ({
    license: license({ retentionDays: 7 }),
    subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
    use: { ...FULL_USE, action: 'archive' },
  }),
  'a language that is not licensed, no act stated': () => ({
    license: license({ languages: ['en'] }),
    use: {},
  }),
});

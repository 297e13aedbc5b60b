/** Recorded words of decisions about a token, an embargo, and a text that awaits review. */
import { FULL_USE, license, NOW, restriction, set, subject } from '../../fixtures.ts';
import { expectRecorded } from './recorded.ts';

expectRecorded(import.meta.url, {
  'a token without the act': () => ({ entitlement: { actions: ['archive'] }, use: FULL_USE }),
  'a token without the place': () => ({ entitlement: { locations: ['AT'] }, use: FULL_USE }),
  'a token without the channel': () => ({ entitlement: { channels: ['print'] }, use: FULL_USE }),
  'a token without the kind of component': () => ({
    entitlement: { datatypes: ['photograph'] },
    use: FULL_USE,
  }),
  'an embargo': () => ({ subject: subject({ embargoedUntil: NOW + 3_600_000 }), use: FULL_USE }),
  'an embargo to the millisecond': () => ({
    subject: subject({ embargoedUntil: NOW + 1 }),
    use: { ...FULL_USE, action: 'display' },
    license: license(),
  }),
  'a text that waits': () => ({
    restrictions: [restriction(null, { reviewed: false, text: 'x' })],
    subject: subject({}, 'photograph'),
    use: FULL_USE,
  }),
  'a text that waits and is shown': () => ({
    restrictions: [restriction(null, { reviewed: false, text: 'x' })],
    use: FULL_USE,
  }),
  'a text that waits, and a rule of it': () => ({
    restrictions: [
      restriction(set({ prohibition: { action: 'distribute' } }), { reviewed: false, text: 'x' }),
    ],
    use: FULL_USE,
  }),
});

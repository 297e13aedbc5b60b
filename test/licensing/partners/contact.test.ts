import { describe, expect, it } from 'vitest';
import { hasValidAddresses } from '../../../src/licensing/partners/contact.ts';

describe('the contact of a partner', () => {
  it.each([
    'desk@site.example',
    'night.desk+recall@news.site.example',
    'redaktion@müller.example',
    'डाक@डेटामेल.भारत',
    'redaktion@mu\u0308ller.example',
    'Mara Lind <mara@site.example>, desk@site.example',
    'Night desk, +49 30 1234; desk@site.example (weekends)',
    '+49 30 1234, ask for the duty editor',
  ])('may be %s', (contact) => {
    expect(hasValidAddresses(contact)).toBe(true);
  });

  it.each([
    'a@b',
    'a@@b.de',
    'a b@c.de',
    'a@b..de',
    'a@b.de.',
    '.a@b.de',
    'a@b,de',
    'a@b.d',
    '@b.de',
    'Desk <a@b>, desk@site.example',
  ])('may not be %s', (contact) => {
    expect(hasValidAddresses(contact)).toBe(false);
  });
});

/** Hosts that are not public, however they are written. */
import { expect, it } from 'vitest';
import { isPrivateHost } from '../../src/platform/public-address.ts';
import { LITERAL_PRIVATE_HOSTS } from '../support/private-addresses.ts';

it.each([
  ...LITERAL_PRIVATE_HOSTS,
  'metadata',
  'hooks.localhost',
  '[::ffff:169.254.169.254]',
  '[fc00::1]',
  '[fec0::1]',
  '[3fff::1]',
  'localhost..',
  '127.0.0.1..',
])('takes %s for private', (host) => {
  expect(isPrivateHost(`https://${host}:8443/hook`)).toBe(true);
});

it.each([
  'hooks.example',
  'localhost.example',
  'hooks.example.',
  '8.8.8.8',
  '172.32.0.1',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
])('takes %s for public', (host) => {
  expect(isPrivateHost(`https://${host}/hook`)).toBe(false);
});

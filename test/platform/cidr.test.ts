import { describe, expect, it } from 'vitest';
import { addressAllowed, addressBlock, isCidr } from '../../src/platform/cidr.ts';

describe('the addresses of a key', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['::/0', '2001:db8::1', true],
  ])('%s holds %s: %s', (block, address, held) => {
    expect(addressAllowed([block], address)).toBe(held);
  });

  it('any one block is enough, and no block at all means no limit', () => {
    expect(addressAllowed(['192.0.2.0/24', '2001:db8::/32'], '2001:db8::9')).toBe(true);
    expect(addressAllowed([], '203.0.113.9')).toBe(true);
  });

  it('an IPv4 address written as IPv6 is still the IPv4 address', () => {
    expect(addressAllowed(['192.0.2.0/24'], '::ffff:192.0.2.9')).toBe(true);
    expect(addressAllowed(['::ffff:192.0.2.0/120'], '192.0.2.9')).toBe(true);
    expect(addressAllowed(['::ffff:c000:200/120'], '192.0.3.9')).toBe(false);
  });

  it('a block of one family never holds an address of the other', () => {
    expect(addressAllowed(['::/0'], '192.0.2.1')).toBe(false);
    expect(addressAllowed(['0.0.0.0/0'], '2001:db8::1')).toBe(false);
  });

  it.each([
    '',
    'unknown',
    '192.0.2',
    '192.0.2.256',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7:8:9',
    '::1::',
    '192.0.2.1/24',
  ])('a caller whose address reads "%s" is not let in by any block', (address) => {
    expect(addressAllowed(['0.0.0.0/0', '::/0'], address)).toBe(false);
  });

  it.each([
    '192.0.2.0/24',
    '192.0.2.7',
    '10.0.0.0/8',
    '2001:db8::/32',
    '::',
    '::1/128',
    '1:2:3:4:5:6:192.0.2.1',
  ])('"%s" is a block', (text) => {
    expect(isCidr(text)).toBe(true);
  });

  it.each([
    '192.0.2.7/24',
    '192.0.2.0/33',
    '192.0.2.0/024',
    '192.0.02.0/24',
    '192.0.2.0/24/1',
    '192.0.2.0/',
    '/24',
    '2001:db8::1/32',
    '2001:db8::/129',
    '1:2:3:4:5:6:7::8:9',
    '192.0.2.1::',
    '12345::',
    '1:2:3:4:5:6:7',
    ':1:2:3:4:5:6:7',
    'example.com',
  ])('"%s" is no block', (text) => {
    expect(isCidr(text)).toBe(false);
    expect(addressAllowed([text], '192.0.2.7')).toBe(false);
  });
});

describe('an address whose requests are counted', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['192.0.2.7', '::ffff:192.0.2.7', true],
    ['2001:db8:0:1::1', '2001:DB8:0:1:ffff:ffff:ffff:ffff', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['::1', '0.0.0.1', false],
    ['unknown', 'unknown', true],
    ['unknown', 'hidden', false],
  ])('%s and %s count together: %s', (one, other, together) => {
    expect(addressBlock(one) === addressBlock(other)).toBe(together);
  });
});

import { describe, expect, it } from 'vitest';
import type { IdentityProvider, RoleRule } from '../../../src/access/identity/providers.ts';
import { roleOf } from '../../../src/access/identity/role-of.ts';

const provider = (rules: RoleRule[], kind: IdentityProvider['kind'] = 'oidc'): IdentityProvider => ({
  kind,
  issuer: 'https://login.example',
  audiences: ['imprimatur'],
  rules,
  ageSMax: 3_600,
});
const rule = (claim: string, value: string, role: RoleRule['role'] = 'desk'): RoleRule => ({
  claim,
  value,
  role,
});

describe('a role', () => {
  it('is that of the first rule that is met, not of the first value', () => {
    const rules = [
      rule('groups', 'owners', 'owner'),
      rule('groups', 'desk', 'desk'),
      rule('groups', 'audit', 'auditor'),
    ];
    expect(roleOf({ groups: ['audit', 'desk'] }, provider(rules))).toBe('desk');
    expect(roleOf({ groups: ['audit', 'desk', 'owners'] }, provider(rules))).toBe('owner');
    expect(roleOf({ groups: ['audit'] }, provider(rules))).toBe('auditor');
  });

  it.each<[string, Record<string, unknown>]>([
    ['a list', { groups: ['a', 'desk'] }],
    ['a single value', { groups: 'desk' }],
  ])('is found in %s', (_, claims) => {
    expect(roleOf(claims, provider([rule('groups', 'desk')]))).toBe('desk');
  });

  it('is found by a dotted path, and in a claim whose name has dots itself', () => {
    const nested = { resource_access: { imprimatur: { roles: ['desk'] } } };
    expect(roleOf(nested, provider([rule('resource_access.imprimatur.roles', 'desk')]))).toBe('desk');
    const named = { 'https://tidemark.example/roles': ['desk'] };
    expect(roleOf(named, provider([rule('https://tidemark.example/roles', 'desk')]))).toBe('desk');
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['no such claim', {}, 'groups', 'desk'],
    ['another case', { groups: ['Desk'] }, 'groups', 'desk'],
    ['a part of a value', { groups: ['desk-readers'] }, 'groups', 'desk'],
    ['words of one value', { groups: 'news desk' }, 'groups', 'desk'],
    ['a number', { groups: [7] }, 'groups', '7'],
    ['an object in a list', { groups: [{ desk: true }] }, 'groups', 'desk'],
    ['a member named like the value', { groups: { desk: true } }, 'groups', 'desk'],
    ['a truth', { desk: true }, 'desk', 'true'],
    ['what every object has', {}, 'constructor.name', 'Object'],
    ['what every list has', { groups: ['a'] }, 'groups.0', 'a'],
    ['an address that nobody has verified', { email: 'a@x.example' }, 'email', 'a@x.example'],
    [
      'an address that is said to be verified',
      { email: 'a@x.example', email_verified: 'true' },
      'email',
      'a@x.example',
    ],
  ])('is not found in %s', (_, claims, claim, value) => {
    expect(roleOf(claims, provider([rule(claim, value)]))).toBeNull();
  });

  it('goes by an address that the provider has verified, as Cloudflare Access always has', () => {
    const rules = [rule('email', 'a@x.example')];
    expect(roleOf({ email: 'a@x.example', email_verified: true }, provider(rules))).toBe('desk');
    expect(roleOf({ email: 'a@x.example' }, provider(rules, 'cloudflare-access'))).toBe('desk');
  });
});

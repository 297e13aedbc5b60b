/** What the desk writes of partners takes time that grows as it does. */
import { it } from 'vitest';
import { newPartner } from '../../src/licensing/partners/schemas.ts';
import { expectLinear, repeated } from '../support/growth.ts';

it.each<[string, (size: number) => string]>([
  ['labels', repeated('a.')],
  ['hyphens', repeated('-', 'a', '.')],
  ['one label', repeated('a')],
])('a domain is looked at in time that grows with %s', (_, domain) => {
  const title = (name: string) => ({ id: 'web', name: 'x', domains: [name], market: 'AT' });
  const partner = (name: string) => newPartner.safeParse({ name: 'x', titles: [title(name)] });
  expectLinear(partner, domain, 100_000);
});

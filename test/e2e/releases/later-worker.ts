/** A release that is to come: everything that it says has a member that nobody knows yet. */
import { isolateOf, ledgerOf } from './other-release.ts';

/** Names of maps, whose members are ids. */
const MAPS = ['items'];

function withMore<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withMore) as T;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    MAPS.includes(name) ? member : withMore(member),
  ]);
  return { ...Object.fromEntries(members), fromALaterRelease: { known: 'to it alone' } } as T;
}

const messages = { asked: withMore, answered: withMore, told: withMore, lacks: [] };

export class Ledger extends ledgerOf(messages) {}
export default isolateOf(messages);

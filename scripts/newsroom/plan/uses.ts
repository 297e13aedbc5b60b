/** How partners ask: who asks most, for which format, and what they say of their use. Pure. */
import type { Channel, NamedTerms, Title } from '../../../src/rights/terms.ts';
import { TERRITORIES } from './products.ts';
import { type Random, weighted } from './random.ts';

/** As entries of the log name them. */
export const FORMATS = weighted([
  ['ninjs', 50],
  ['html', 15],
  ['fragment', 10],
  ['newsml', 10],
  ['text', 5],
  ['nitf', 4],
  ['component', 6],
]);
const CHANNELS: Channel[] = ['web', 'print', 'broadcast', 'social', 'app'];

/** Articles back from the newest: most is read on its own day. */
export const RECENT = 20;
/** Of all requests: with a key for trying out. */
export const TEST_SHARE = 0.03;
/** Of those for what has been fetched before: whether it is still the same. */
export const AGAIN_SHARE = 0.35;

/** A tenth of the licenses asks for about half of everything. */
export const weightOf = (place: number): number => 1 / (place + 2) ** 0.9;

/** Null: the partner does not say. */
export interface StatedUse {
  title: string | null;
  use: string | null;
  territory: string | null;
  channel: string | null;
}

/** `silence`: how often a member is not stated. A few state what they have no license for. */
export function stateUse(
  random: Random,
  {
    terms,
    titles,
    silence,
  }: { terms: Pick<NamedTerms, 'uses' | 'channels'>; titles: Title[]; silence: number },
): StatedUse {
  const says = () => !random.chance(silence);
  const title = random.chance(0.6) ? titles[0] : random.pick(titles);
  const market = titles[0]?.market ?? 'DE';
  const wrong = () => random.chance(0.02);
  return {
    title: says() ? (title?.id ?? null) : null,
    use: says() ? (wrong() ? 'ai-train' : random.pick(terms.uses)) : null,
    territory: says() && random.chance(0.4) ? (wrong() ? random.pick(TERRITORIES) : market) : null,
    channel: says() ? (wrong() ? random.pick(CHANNELS) : random.pick(terms.channels)) : null,
  };
}

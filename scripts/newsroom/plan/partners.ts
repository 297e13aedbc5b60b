/** Houses and their titles; some houses have several licenses. Pure. */
import type { Title } from '../../../src/rights/terms.ts';
import { houseName, paperName } from './names.ts';
import { contactOf, type Newsroom } from './newsroom.ts';
import { MARKETS } from './products.ts';
import { Random } from './random.ts';
import { slugOf } from './stories/story.ts';

export interface PartnerPlan {
  name: string;
  contact: string;
  titles: Title[];
}

/** Of five licenses, the fifth is the first house's second one, and so on. */
const HOUSES_OF_FIVE = 4;

/** Whose the license at this place is: the houses do not change when more licenses are asked for. */
export function partnerPlaceOf(license: number): number {
  const round = Math.floor(license / 5);
  const within = license % 5;
  return within < HOUSES_OF_FIVE ? round * HOUSES_OF_FIVE + within : round * HOUSES_OF_FIVE;
}

export function planPartner({ seed, tag }: Newsroom, place: number): PartnerPlan {
  const random = new Random(`${seed} partner ${place}`);
  const isAbroad = place % 12 === 6;
  const house = houseName(place);
  const slug = slugOf(house);
  const count = 1 + (place % 3 === 0 ? random.below(4) : 0);
  const titles = Array.from({ length: count }, (_, of): Title => {
    const name = of === 0 ? paperName(place, of) : `${paperName(place, of)} ${of + 1}`;
    const id = slugOf(name);
    return {
      id,
      name,
      domains: [`${id}.${tag}.example`],
      market: isAbroad ? 'JP' : random.chance(0.6) ? 'DE' : random.pick(MARKETS),
      kind: place % 4 === 3 ? 'broadcaster' : 'newspaper',
    };
  });
  return { name: house, contact: contactOf(tag, slug), titles };
}

/** Named selections of the agency's sections, and the countries of its customers. */
import { SECTIONS } from './names.ts';

export interface ProductPlan {
  name: string;
  /** Absent: all of them. */
  sections?: string[];
}

export const PRODUCTS: readonly ProductPlan[] = [
  { name: 'Complete wire' },
  { name: 'General news', sections: ['politics', 'business', 'panorama', 'regional'] },
  { name: 'Sport', sections: ['sport'] },
  { name: 'Culture and science', sections: ['culture', 'science'] },
  { name: 'Business', sections: ['business'] },
  { name: 'Portal', sections: SECTIONS.filter((name) => name !== 'regional') },
];

/** Home markets of titles that are not German. */
export const MARKETS = ['DE', 'AT', 'CH', 'GB', 'US', 'JP', 'FR'];
export const DACH = ['DE', 'AT', 'CH'];
/** What partners name as their territory, rightly or not. */
export const TERRITORIES = ['DE', 'AT', 'CH', 'FR', 'GB', 'US', 'JP'];
export const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', undefined, undefined];

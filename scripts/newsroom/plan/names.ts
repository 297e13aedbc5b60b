/** Invented names, and text that reads like a wire from afar. */
import type { Random } from './random.ts';

export const PLACES = [
  'Auenbrück',
  'Brennstein',
  'Dornwerder',
  'Eschhaven',
  'Falkenried',
  'Grauburg',
  'Hallwang',
  'Istra Bay',
  'Kestrel Point',
  'Lindmark',
  'Marhaven',
  'Nordsund',
  'Ostrava Hill',
  'Pellworth',
  'Quellenau',
  'Rotfeld',
  'Santa Brisa',
  'Tannsee',
  'Ulmenhorst',
  'Valmare',
  'Westerloo',
  'Yarrow',
  'Zellgrund',
  'Arnswick',
  'Bellforte',
];
const PAPERS = [
  'Tagblatt',
  'Kurier',
  'Post',
  'Courier',
  'Gazette',
  'Review',
  'Observer',
  'Rundfunk',
  'Online',
  'Echo',
];
const HOUSES = ['Medien', 'Verlag', 'Press', 'Publishing', 'Media Group', 'Rundfunk', 'Digital'];
const SUPPLIER_NAMES = [
  'Ida Morfeld',
  'Lucan Pey',
  'Studio Halbtag',
  'Nadir Pictures',
  'Oona Vesterby',
  'Karo Infographics',
];
/** Of whom business news is. */
export const COMPANIES = [
  'Nordanker Batteries',
  'Kehrwald Tools',
  'Lumavia',
  'Delta Quay Operators',
  'Brightwell Foods',
  'Ostrand Rail',
  'Valmare Shipping',
];
const SUBJECTS = [
  'The harbor authority',
  'A court',
  'The city council',
  'The transit operator',
  'A research team',
  'The club',
  'The ministry',
];
const VERBS = [
  'has postponed',
  'confirmed',
  'rejected',
  'presented',
  'is reviewing',
  'called off',
  'welcomed',
];
const OBJECTS = [
  'the night ferry',
  'the new timetable',
  'a plan for the old depot',
  'the budget',
  'the transfer',
  'a study of the estuary',
  'the tariff',
];

export const SECTIONS = [
  'politics',
  'business',
  'sport',
  'culture',
  'panorama',
  'science',
  'regional',
] as const;
export const SUPPLIERS: readonly string[] = SUPPLIER_NAMES;

/** Different for every number, and neighbors of different kinds. */
export function houseName(n: number): string {
  const round = Math.floor(n / (PLACES.length * HOUSES.length));
  const kind = n + Math.floor(n / PLACES.length);
  const name = `${PLACES[n % PLACES.length]} ${HOUSES[kind % HOUSES.length]}`;
  return round === 0 ? name : `${name} ${round + 1}`;
}

export function paperName(n: number, of: number): string {
  return `${PLACES[n % PLACES.length]} ${PAPERS[(n + of * 3) % PAPERS.length]}`;
}

export function sentence(random: Random): string {
  return `${random.pick(SUBJECTS)} in ${random.pick(PLACES)} ${random.pick(VERBS)} ${random.pick(OBJECTS)}.`;
}

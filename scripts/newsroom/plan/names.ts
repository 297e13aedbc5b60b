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
export const SUPPLIERS: readonly string[] = [
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
export const SECTIONS = [
  'politics',
  'business',
  'sport',
  'culture',
  'panorama',
  'science',
  'regional',
] as const;

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

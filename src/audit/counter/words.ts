/** Vocabulary of COUNTER Release 5.1 that applies to a news gateway, and its mapping. Pure. */

export const METRICS = [
  'Total_Item_Investigations',
  'Total_Item_Requests',
  'Unique_Item_Investigations',
  'Unique_Item_Requests',
  'Limit_Exceeded',
  'No_License',
] as const;
export type Metric = (typeof METRICS)[number];

/** `Other`: a type without a COUNTER name. `Unspecified`: no type is stated. */
export const DATA_TYPES = ['News_Item', 'Image', 'Sound', 'Audiovisual', 'Other', 'Unspecified'] as const;
export type DataType = (typeof DATA_TYPES)[number];

export const ACCESS_METHODS = ['Regular', 'TDM'] as const;
export type AccessMethod = (typeof ACCESS_METHODS)[number];

/** All content is licensed. */
export const ACCESS_TYPE = 'Controlled';

/** Types of components, and of items in ninjs. */
const BY_TYPE = new Map<string, DataType>(
  Object.entries({
    dispatch: 'News_Item',
    text: 'News_Item',
    photograph: 'Image',
    picture: 'Image',
    graphic: 'Image',
    logo: 'Image',
    audio: 'Sound',
    video: 'Audiovisual',
  } as const),
);

export function dataTypeOf(type: string | undefined): DataType {
  return type === undefined ? 'Unspecified' : (BY_TYPE.get(type) ?? 'Other');
}

/** Uses for text and data mining. */
const MINING = new Set(['ai-train', 'ai-input', 'ai-index']);

export function accessMethodOf(use: string | null): AccessMethod {
  return use !== null && MINING.has(use) ? 'TDM' : 'Regular';
}

/**
 * Refusals because the license does not cover the request. Content withheld from all licenses is not counted
 * here.
 */
const NO_LICENSE = new Set([
  'license_suspended',
  'license_expired',
  'use_not_licensed',
  'component_not_licensed',
  'title_not_licensed',
  'territory_not_licensed',
  'channel_not_licensed',
  'purpose_not_licensed',
  'language_not_licensed',
  'outside_term',
]);

/** Null: no COUNTER equivalent. */
export function deniedAs(code: string | null): 'No_License' | 'Limit_Exceeded' | null {
  if (code === 'quota_exceeded') return 'Limit_Exceeded';
  return code !== null && NO_LICENSE.has(code) ? 'No_License' : null;
}

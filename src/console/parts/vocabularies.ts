/** Values that several forms offer, in display order. */

/** Acts commonly sold. Other ODRL 2.2 acts are typed. */
export const COMMON_ACTS = [
  'display',
  'distribute',
  'reproduce',
  'print',
  'present',
  'play',
  'stream',
  'textToSpeech',
  'archive',
  'index',
  'search',
  'aggregate',
  'modify',
  'cc:CommercialUse',
  'ai-input',
  'ai-index',
  'ai-train',
];

export const USES = [...COMMON_ACTS, 'extract', 'derive', 'translate'];

export const ITEM_TYPES = ['text', 'picture', 'graphic', 'audio', 'video', 'composite', 'event', 'planning'];

export const PURPOSES = ['editorial', 'commercial', 'advertising', 'promotional', 'political', 'educational'];

/** Values that several forms offer, in display order. */

export const USES = [
  'display',
  'distribute',
  'print',
  'reproduce',
  'modify',
  'archive',
  'index',
  'aggregate',
  'textToSpeech',
  'extract',
  'derive',
  'translate',
  'cc:CommercialUse',
  'ai-train',
  'ai-input',
  'ai-index',
  'search',
];

export const ITEM_TYPES = ['text', 'picture', 'graphic', 'audio', 'video', 'composite', 'event', 'planning'];

export const PURPOSES = ['editorial', 'commercial', 'advertising', 'promotional', 'political', 'educational'];

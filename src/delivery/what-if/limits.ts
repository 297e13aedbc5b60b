/**
 * Entries of one list in a proposed subject or entitlement: more than any story has components or sections.
 */
export const PROPOSED_LIST_MAX = 200;

/** Restrictions that one question adds: a desk tries a few, and the phrasebook reads each text. */
export const PROPOSED_RESTRICTIONS_MAX = 20;

export const NAMES_SHOWN_MAX = 8;

/** Limits of what-if questions, with unit and reason. */

/** Entries of one list in a proposed subject or entitlement: more than any story has parts or sections. */
export const PROPOSED_LIST_MAX = 200;

/** Restrictions that one question adds: a desk tries a few, and each text is a reading of the phrasebook. */
export const PROPOSED_RESTRICTIONS_MAX = 20;

/** Names shown in one sentence of a step; the rest is counted. */
export const NAMES_SHOWN_MAX = 8;

/** Limits of COUNTER reports, with unit and reason. */

/** Two clicks on one link within it are one (Code of Practice 5.1, 7.2). */
export const DOUBLE_CLICK_MS = 30_000;
/** Items of one look-up of headlines: each is an id of 36 characters in one parameter. */
export const ITEMS_AT_ONCE = 5_000;

/** Limits of COUNTER reports, with unit and reason. */

/** Double-click window (Code of Practice 5.1, 7.2). */
export const DOUBLE_CLICK_MS = 30_000;
/** Items in one lookup of headlines: each is an id of 36 characters in one parameter. */
export const ITEMS_AT_ONCE = 5_000;

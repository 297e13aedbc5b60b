/** Limits of the articles room, each with its unit and its reason. */

/** Characters of a link in a body or a document: the longest that common servers accept. */
export const HREF_CHARS_MAX = 2048;

/** Blocks of one body: a long verbatim transcript has some hundreds. */
export const BLOCKS_MAX = 10_000;
/** Inline runs, list items and table cells of one body, together: bounds what a small hostile body can expand to. */
export const INLINES_MAX = 40_000;

/** UTF-16 units of one body as sent. Whole items of 1 MiB must pass, the middleware stops at 4 MiB. */
export const BODY_CHARS_MAX = 4 * 1024 * 1024;
/** Bodies, headlines and descriptions of one item or association, each. */
export const TEXTS_MAX = 50;
/** UTF-16 units of a headline, caption, usage terms, note: prose, not documents. */
export const PROSE_CHARS_MAX = 20_000;
/** UTF-16 units of names, codes, roles, titles. */
export const NAME_CHARS_MAX = 1_000;
/** UTF-16 units of an item's or association's uri. Also a path segment of derived ids, an index key in D1. */
export const URI_CHARS_MAX = 1_000;
/** UTF-16 units of an item's version, which ends in receipts of at most 2 KB. */
export const VERSION_CHARS_MAX = 64;
/** Subjects, people, places and the like of one item. */
export const TERMS_MAX = 500;
/** Renditions of one picture, lines of an address and other short lists. */
export const SHORT_LIST_MAX = 100;
/** Associations of one item or association. A ledger entry of 64 KB lists each component. */
export const ASSOCIATIONS_MAX = 200;
/** Levels of JSON: the deepest of ninjs, GeoJSON included, with room for a newsroom's own fields. */
export const JSON_DEPTH_MAX = 40;
/** Items of a package that comes in one call. Their documents, and those of the versions before, are in memory at once. */
export const PACKAGE_ITEMS_MAX = 100;
/** Sections an item is filed in, and characters of one's name. */
export const SECTIONS_MAX = 20;
export const SECTION_CHARS_MAX = 64;
/**
 * Different sentences of an item that only the desk can read: 10 MB of them, of which the first 4,000
 * characters are stored.
 */
export const DESK_SENTENCES_MAX = 10_000;
/**
 * Changes of one item that are looked through for when it was corrected or killed: live blogs have some
 * hundred.
 */
export const STATE_CHANGES_MAX = 1_000;
/** Faults that an answer lists: enough to mend a document, not enough to be used as an amplifier. */
export const FAULTS_MAX = 20;

/** Bytes of a stored document in D1: a row holds 2 MB, other columns and UTF-8 growth included. */
export const DOCUMENT_ROW_BYTES_MAX = 900_000;
/** Items in one page of a list, and by default. */
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

/** Rounds of a change that races others of the same item: a package's pictures are often delivered all at once. */
export const RACES_MAX = 50;
/** Articles that one item is looked for in when its holders are asked for: their ids are one parameter of D1, of 2 MB. */
export const CARRIERS_MAX = 40_000;

/** Components of one item that are found by words: 8 bits tell them apart, and an item has 201 at most. */
export const SEARCH_COMPONENTS_MAX = 256;
/** Bytes of the words of one item, all components together: a parameter of D1 is 2 MB. What comes after them is not found. */
export const SEARCH_WORDS_BYTES_MAX = 1_000_000;
/** Words and phrases of one search. */
export const SEARCH_TERMS_MAX = 16;
/** Characters of a search, and words of one that is looked for in headlines. */
export const SEARCH_CHARS_MAX = 200;
export const DESK_WORDS_MAX = 16;
/** Characters before a `*`: of one alone there are too many words. */
export const SEARCH_PREFIX_CHARS_MIN = 2;
/** Values in the products of a license that a search is narrowed by in the index: each is one more list to read in it. */
export const SEARCH_SELECTION_FACETS_MAX = 200;
/** Items that the search lacks: those whose words are added in one step, and how often each is tried. */
export const SEARCH_PENDING_STEP = 25;
export const SEARCH_PENDING_TRIES_MAX = 5;

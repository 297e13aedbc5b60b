/** Limits of the articles room, with units and reasons. */

/** Characters of a link in a body or a document: the maximum of common servers. */
export const HREF_CHARS_MAX = 2048;

/** Blocks of one body: a long verbatim transcript has some hundreds. */
export const BLOCKS_MAX = 10_000;
/**
 * Inline runs, list items and table cells of one body, together: bounds the expansion of a small hostile
 * body.
 */
export const INLINES_MAX = 40_000;

/** UTF-16 units of one submitted body. Whole items of 1 MiB must pass; the middleware stops at 4 MiB. */
export const BODY_CHARS_MAX = 4 * 1024 * 1024;
/** Bodies, headlines and descriptions of one item or association, each. */
export const TEXTS_MAX = 50;
/** UTF-16 units of a headline, caption, usage terms, note: prose, not documents. */
export const PROSE_CHARS_MAX = 20_000;
/** UTF-16 units of names, codes, roles, titles. */
export const NAME_CHARS_MAX = 1_000;
/**
 * UTF-16 units of an item's or association's uri. It is also a segment of derived ids, and an index key in
 * D1.
 */
export const URI_CHARS_MAX = 1_000;
/** UTF-16 units of an item's version. Receipts, of at most 2 KB, contain it. */
export const VERSION_CHARS_MAX = 64;
/** Subjects, people, places and the like of one item. */
export const TERMS_MAX = 500;
/** Renditions of one picture, lines of an address and other short lists. */
export const SHORT_LIST_MAX = 100;
/** Associations of one item or association. A ledger entry of 64 KB lists each component. */
export const ASSOCIATIONS_MAX = 200;
/** Levels of JSON: the deepest of ninjs, including GeoJSON, with room for a newsroom's own fields. */
export const JSON_DEPTH_MAX = 40;
/**
 * Items of a package in one call. Their documents, and those of the previous versions, are in memory at once.
 */
export const PACKAGE_ITEMS_MAX = 100;
/** Sections of an item, and characters of a section's name. */
export const SECTIONS_MAX = 20;
export const SECTION_CHARS_MAX = 64;
/** Distinct sentences of an item for the desk: 10 MB, of which the first 4,000 characters are stored. */
export const DESK_SENTENCES_MAX = 10_000;
/** Changes of one item that are searched for its correction or kill: live blogs have some hundred. */
export const STATE_CHANGES_MAX = 1_000;
/** Faults in one response: enough to correct a document, too few to be an amplifier. */
export const FAULTS_MAX = 20;

/** Bytes of a stored document in D1: a row has at most 2 MB, including other columns and UTF-8 growth. */
export const DOCUMENT_ROW_BYTES_MAX = 900_000;
/** Items on one page of a list: maximum and default. */
export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

/**
 * Rounds of a change that races others of the same item: a package's pictures are often delivered at once.
 */
export const RACES_MAX = 50;
/** Articles that are searched for holders of one item: their ids are one parameter of D1, of 2 MB. */
export const CARRIERS_MAX = 40_000;

/** Searchable components of one item: an index row has 8 bits for them, and an item has at most 201. */
export const SEARCH_COMPONENTS_MAX = 256;
/**
 * Bytes of the words of one item, all components together: a parameter of D1 is 2 MB. Words after them are
 * not found.
 */
export const SEARCH_WORDS_BYTES_MAX = 1_000_000;
/** Words and phrases of one search. */
export const SEARCH_TERMS_MAX = 16;
/** Characters of a search, and words that are searched for in headlines. */
export const SEARCH_CHARS_MAX = 200;
export const DESK_WORDS_MAX = 16;
/** Characters before a `*`: too many words begin with the same character. */
export const SEARCH_PREFIX_CHARS_MIN = 2;
/** Product values by which a license narrows a search in the index: each adds a list to be read. */
export const SEARCH_SELECTION_FACETS_MAX = 200;
/** Items that are missing from the search: how many are added in one step, and the tries for each. */
export const SEARCH_PENDING_STEP = 25;
export const SEARCH_PENDING_TRIES_MAX = 5;

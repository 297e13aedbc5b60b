/**
 * Increased by each release that renders existing items or stamps in other bytes. It is part of each ETag, so
 * that an older copy is not answered with 304. A test compares the bytes with those of the last number.
 */
export const REVISION = 12;

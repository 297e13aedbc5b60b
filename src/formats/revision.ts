/**
 * Raised by one with every release that writes an item and stamp of old in other bytes. It is part of each ETag, so that a copy that
 * somebody kept from before is not called unchanged. A test compares the bytes with those of the last number.
 */
export const REVISION = 12;

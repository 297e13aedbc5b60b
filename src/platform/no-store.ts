/** Header of an answer that is for who asked for it alone, and for now (RFC 9111 §5.2.2). */
export const NO_STORE = { 'Cache-Control': 'private, no-store' };

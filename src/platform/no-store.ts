/** Header of a response that no cache may store (RFC 9111 §5.2.2). */
export const NO_STORE = { 'Cache-Control': 'private, no-store' };

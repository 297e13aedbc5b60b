/** Contacts of partners: free text with email addresses, as people write them. Pure. */

/** RFC 5321 without quoted local parts and address literals, and with RFC 6531 letters. */
const ADDRESS =
  /^[^\s@"<>(),:;\\[\].]+(\.[^\s@"<>(),:;\\[\].]+)*@([\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+$/u;

/**
 * Whether each part with an @ is an address, alone or in `Night desk <desk@example.com>`, with or without
 * remarks in parentheses. Commas and semicolons separate parts; parts without an @ are any text.
 */
export const hasValidAddresses = (contact: string): boolean =>
  contact
    .split(/[,;]/)
    .filter((part) => part.includes('@'))
    .map((part) => /<([^<>]*)>/.exec(part)?.[1] ?? part.replace(/\([^()]*\)/g, ''))
    .every((address) => ADDRESS.test(address.trim()));

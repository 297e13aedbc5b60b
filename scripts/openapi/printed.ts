/** The document as it is committed: small changes are small differences. */
export const printed = (document: unknown) => `${JSON.stringify(document, null, 1)}\n`;

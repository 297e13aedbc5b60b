/** Encodes a text in at most `bytesMax` bytes, without cutting a character. */
export function utf8Within(text: string, bytesMax: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, bytesMax));
  const { written } = new TextEncoder().encodeInto(text, bytes);
  return bytes.subarray(0, written);
}

/** Takes a list, because a call cannot have as many arguments as a file has parts. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

export const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Channels that have a territory of their own. */
const TERRITORIAL: ReadonlySet<string> = new Set(['print', 'broadcast']);

export function hasTerritory(channel: string): boolean {
  return TERRITORIAL.has(channel);
}

/** Web addresses out of the configuration that the gateway sends requests to. Pure. */

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** http only to this very machine: anywhere else somebody in between could read what is sent, or answer in its place. */
export function isTrustworthy(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  const isSafe = protocol === 'https:' || isLoopback(address);
  return isSafe && username === '' && password === '' && !address.includes('#');
}

export function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && LOOPBACK.includes(hostname);
}

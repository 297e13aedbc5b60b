/** A port that nobody listens on, for a gateway of one's own. */
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections (32768 and up on Linux). */
const PORTS = { first: 20_000, count: 12_000 };
/** Test files that run at the same time choose different ports. */
const SHARES = 32;

const given = new Set<number>();

/** Never an ephemeral port: a client that dials one while nobody listens can be connected to itself. */
export async function freePort(): Promise<number> {
  const share = Number(process.env.VITEST_POOL_ID ?? 0) % SHARES;
  const size = PORTS.count / SHARES;
  if (given.size === size) given.clear();
  for (;;) {
    const port = PORTS.first + share * size + Math.floor(Math.random() * size);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

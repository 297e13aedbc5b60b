/** Calls of a start to a runtime that does not answer yet. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { StartFailure } from '../../scripts/lib/failure.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { whileUnreachable } from '../../scripts/lib/while-unreachable.ts';

const QUICK = { withinMs: 60, pauseMs: 5 };

describe('a call of a start', () => {
  it('is repeated while connections to the runtime break off', async () => {
    let calls = 0;
    const server = createServer((request, response) => {
      calls += 1;
      if (calls < 3) request.socket.destroy();
      else response.end('open');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const call = async () => (await fetch(`http://127.0.0.1:${port}`)).text();
    expect(await whileUnreachable('the object monitor', call, { pauseMs: 5 })).toBe('open');
    expect(calls).toBe(3);
    await new Promise((resolve) => server.close(resolve));
  });

  it('ends with what was called, why it failed, and what to do next', async () => {
    const port = await freePort();
    const failure = await whileUnreachable(
      'the object monitor',
      () => fetch(`http://127.0.0.1:${port}`),
      QUICK,
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    expect((failure as Error).message).toMatch(
      /^the object monitor has not answered for \d+ seconds \(fetch failed: .+\)\. .+ run the command again\. .+ from a backup$/,
    );
  });

  it('is not repeated when the other side answers that it failed', async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      throw new Error('file is not a database');
    };
    await expect(whileUnreachable('the object monitor', call, QUICK)).rejects.toThrow(
      'file is not a database',
    );
    expect(calls).toBe(1);
  });
});

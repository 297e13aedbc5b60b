/** Receivers in a process of their own, to be killed: each event is in a file before it is acknowledged. */
import { appendFileSync } from 'node:fs';
import { type Push, Receiver } from '../receivers.ts';
import { arrivalOf } from './holders.ts';

const [, , file = '', endpoints = '[]'] = process.argv;

class NotingReceiver extends Receiver {
  protected answer(push: Push): void {
    appendFileSync(file, `${JSON.stringify(arrivalOf(push, true))}\n`);
    push.response.writeHead(204).end();
  }
}

for (const { license, port, secret } of JSON.parse(endpoints) as {
  license: string;
  port: number;
  secret: string;
}[])
  await new NotingReceiver(license).listen(secret, port);
process.stdout.write('ready\n');

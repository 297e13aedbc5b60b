/**
 * `npm run test:recall [-- --kills 1000 --holders 50 --sigkills 20 …]`: one line for each figure, and each
 * fault. Exit code 1 when there is one.
 */
import { parseArgs } from 'node:util';
import type { Latency } from './latency.ts';
import { recallTest } from './run.ts';

const FAULTS_PRINTED_MAX = 20;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    holders: { type: 'string', default: '50' },
    sigkills: { type: 'string', default: '20' },
    connections: { type: 'string', default: '32' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const { kills, holders, sigkills, connections, seed } = {
  kills: Number(values.kills),
  holders: Number(values.holders),
  sigkills: Number(values.sigkills),
  connections: Number(values.connections),
  seed: Number(values.seed),
};
const isValid =
  [sigkills, seed].every((number) => Number.isSafeInteger(number) && number >= 0) &&
  [kills, holders, connections].every((number) => Number.isSafeInteger(number) && number > 0);
if (!isValid) {
  console.error(
    'usage: npm run test:recall [-- --kills N] [--holders N] [--sigkills N] [--connections N] [--seed N]',
  );
  process.exit(2);
}

const latency = ({ pushes, median, p99, max }: Latency) =>
  `median ${median} ms, p99 ${p99} ms, at most ${max} ms (${pushes} pushes)`;

const began = Date.now();
const print = (line: string) => console.log(`${Math.round((Date.now() - began) / 1_000)} s: ${line}`);

console.log(`seed ${seed}`);
const report = await recallTest({ kills, holders, sigkills, connections, seed, print });
const { faults } = report;
console.log(
  [
    `${kills} kills, ${holders} holders: ${report.owed} owed, ${report.received} received, ` +
      `${report.disabled} listed for disabled endpoints, ${report.waiting} waiting for dead ones; ` +
      `${report.lostKills} lost, ${report.doubleKills} double`,
    `the gateway was killed ${report.sigkills} times, receivers ${report.receiverDeaths} times; ` +
      `${report.pushes} pushes, ${report.deliveries} deliveries, ${report.entries} entries, ${report.lost} lost, ${report.double} double`,
    `from the 2xx of a kill to its push, idle: ${latency(report.idle)}`,
    `under ${connections} connections: ${latency(report.loaded)}`,
    `${faults.length} faults; seed ${seed}`,
  ].join('\n'),
);
for (const fault of faults.slice(0, FAULTS_PRINTED_MAX)) console.error(`FAULT: ${fault}`);
if (faults.length > FAULTS_PRINTED_MAX) console.error(`… and ${faults.length - FAULTS_PRINTED_MAX} more`);
process.exit(faults.length > 0 ? 1 : 0);

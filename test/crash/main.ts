/**
 * `npm run test:crash [-- --kills 25 --connections 32 --seed N]`: one line that sums up, and each fault. Exit
 * code 1 when there is one.
 */
import { parseArgs } from 'node:util';
import { crashTest } from './run.ts';

const FAULTS_TOLD_MAX = 20;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '25' },
    connections: { type: 'string', default: '32' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const [kills, connections, seed] = [values.kills, values.connections, values.seed].map(Number);
if (![kills, connections, seed].every((number) => Number.isSafeInteger(number)) || !kills || !connections) {
  console.error('usage: npm run test:crash [-- --kills N] [--connections N] [--seed N]');
  process.exit(2);
}

console.log(`seed ${seed}`);
const report = await crashTest({ kills, connections, seed: seed ?? 0, print: console.log });
const { kills: by, faults } = report;
console.log(
  [
    `${kills} kills (${Object.entries(by)
      .map(([how, count]) => `${count} ${how}`)
      .join(', ')})`,
    `${report.acknowledged} acknowledged answers, ${report.entries} entries, ${report.lost} lost, ${report.double} double`,
    `${report.receipts} receipts, ${report.checkpoints} checkpoints, ${report.proofs} proofs`,
    `${report.events} kills at endpoints`,
    `${report.changes} changes, ${report.moves} moves, ${report.refusedInTime} requests for what was stopped refused`,
    `${report.unanswered} unanswered, ${report.unavailable} × 503`,
    `${faults.length} faults; seed ${seed}`,
  ].join('; '),
);
for (const fault of faults.slice(0, FAULTS_TOLD_MAX)) console.error(`FAULT: ${fault}`);
if (faults.length > FAULTS_TOLD_MAX) console.error(`… and ${faults.length - FAULTS_TOLD_MAX} more`);
process.exit(faults.length > 0 ? 1 : 0);

/**
 * `npm run soak -- [seconds] [seed]`: what happened, what each reader saw of it, and each fault. Exit code 1
 * when there is one.
 */
import { soak } from './run.ts';

const FAULTS_TOLD_MAX = 20;

const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 32));
if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run soak -- [seconds] [seed]');
  process.exit(2);
}
console.log(`8 writers, 8 readers of changes, ${seconds} s, seed ${seed}`);
const { changes, items, ambiguous, readers, faults } = await soak({ seconds, seed });
const total = Object.values(changes).reduce((sum, count) => sum + count, 0);
const kinds = Object.entries(changes).map(([kind, count]) => `${count} ${kind}`);
console.log(
  `${total} changes of ${items} items: ${kinds.join(', ')}; ${ambiguous} items changed while their embargo ended`,
);
for (const { name, observed, pages, woken } of readers)
  console.log(
    `  ${name}: ${observed} changes in ${pages} pages${woken > 0 ? `, ${woken} of them waited for` : ''}`,
  );
for (const fault of faults.slice(0, FAULTS_TOLD_MAX)) console.log(`FAULT ${fault}`);
if (faults.length > FAULTS_TOLD_MAX) console.log(`… and ${faults.length - FAULTS_TOLD_MAX} more`);
console.log(
  faults.length === 0 ? 'each reader saw each change once and in order' : `${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);

/** `npm run seed`: a realistic newsroom of any size on a running gateway, through its public interface. */
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { readOptions, USAGE } from './newsroom/seed/options.ts';
import { seedNewsroom } from './newsroom/seed/run.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) throw new UsageFailure(USAGE);
  const seeded = await seedNewsroom(options, (line) => console.log(line));
  const { gateway, keysFile, articles, licenses, entries, added, entriesS, totalS, health } = seeded;
  const rate = added > 0 ? `, ${Math.round(added / entriesS)} a second` : '';
  console.log(`
The newsroom of the seed “${options.seed}” on ${gateway}:
  ${articles} articles, ${licenses} licenses, ${entries} entries in the log (${added} new${rate})
  ${Math.round(totalS)} s in total; health: ${health}
  keys of the licenses: ${keysFile}`);
  if (entries < options.entries)
    throw new StartFailure(`${options.entries - entries} entries are missing; run the command again`);
}

main().catch(stopWith);

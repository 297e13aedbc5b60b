/** `npm run demo`: the whole story, told against a running gateway or one of its own. Exits non-zero when a step is not as told. */
import { audit } from './demo/audit.ts';
import { gather } from './demo/cast.ts';
import { closedDoors } from './demo/closed-doors.ts';
import { embargo } from './demo/embargo.ts';
import { findGateway } from './demo/find-gateway.ts';
import { kill } from './demo/kill.ts';
import { morning } from './demo/morning.ts';
import { photograph } from './demo/photograph.ts';
import { storyOn } from './demo/step.ts';
import { stopWith } from './lib/failure.ts';

async function main(): Promise<void> {
  const started = performance.now();
  const found = await findGateway();
  // A story that is broken off leaves no gateway of its own behind.
  const breakOff = () => found.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, breakOff);
  try {
    const { gateway } = found.credentials;
    console.log(
      found.running
        ? `Told against ${gateway}.`
        : `No gateway is running: told against one of our own, ${gateway}.`,
    );
    const story = storyOn(process.stdout);
    const cast = await gather(found.credentials);
    await story.chapter('A morning’s work', () => morning(story, cast));
    await story.chapter('An embargoed report', () => embargo(story, cast));
    await story.chapter('A photograph with a restriction', () => photograph(story, cast));
    await story.chapter('A kill, late', () => kill(story, cast));
    await story.chapter('Closed doors', () => closedDoors(story, cast));
    await story.chapter('The audit', () => audit(story, cast));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const verdict = story.failures === 0 ? 'all as told' : `${story.failures} not as told`;
    console.log(`\n${story.steps} steps in ${seconds} s: ${verdict}.`);
    process.exitCode = story.failures === 0 ? 0 : 1;
  } finally {
    await found.stop();
  }
}

main().catch(stopWith);

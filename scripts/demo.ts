/** `npm run demo`: the story, on the running gateway or one of its own. Exit code 1 if a step differs. */
import { gather } from './demo/cast.ts';
import { CHAPTERS } from './demo/chapters.ts';
import { findGateway } from './demo/find-gateway.ts';
import { storyOn } from './demo/step.ts';
import { refuseArguments, stopWith } from './lib/failure.ts';

async function main(): Promise<void> {
  refuseArguments('npm run demo', 'CREDENTIALS_FILE names the gateway that it uses');
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
    for (const [title, tell] of CHAPTERS) await story.chapter(title, () => tell(story, cast));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const verdict = story.failures === 0 ? 'all as told' : `${story.failures} not as told`;
    console.log(`\n${story.steps} steps in ${seconds} s: ${verdict}.`);
    process.exitCode = story.failures === 0 ? 0 : 1;
  } finally {
    await found.stop();
  }
}

main().catch(stopWith);

/**
 * `npm run fuzz -- [requests] [seed]`: random requests over HTTP. `npm run fuzz -- slow`: inputs that a
 * parser is slow or greedy on. Exits non-zero when one finds something.
 */

const [mode, ...others] = process.argv.slice(2);
try {
  if (mode === 'slow') {
    const { fuzzSlowInputs } = await import('./slow/command.ts');
    process.exitCode = (await fuzzSlowInputs(others)) ? 0 : 1;
  } else {
    const { fuzzRequests } = await import('./requests.ts');
    await fuzzRequests(process.argv.slice(2));
  }
} catch (error) {
  console.error(error);
  process.exit(1);
}

export {};

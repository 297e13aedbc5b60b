// Preloaded into every process of a run: writes down what it was started with, since that is what other
// processes can read.
import { appendFileSync } from 'node:fs';

appendFileSync(process.env.SPY_FILE, `${JSON.stringify({ argv: process.argv, env: process.env })}\n`);

/**
 * Before the first file of a project over HTTP: one build of the worker, so that no two files build it at
 * once.
 */
import { buildWorker } from '../../scripts/lib/build.ts';

export function setup(): void {
  buildWorker();
}

/** The story of `npm run demo`, in order: later chapters use what earlier ones did. */
import { audit } from './audit.ts';
import type { Cast } from './cast.ts';
import { closedDoors } from './closed-doors.ts';
import { embargo } from './embargo.ts';
import { kill } from './kill.ts';
import { morning } from './morning.ts';
import { photograph } from './photograph.ts';
import { recall } from './recall.ts';
import type { Story } from './step.ts';

export const CHAPTERS: [title: string, tell: (story: Story, cast: Cast) => Promise<void>][] = [
  ['A morning’s work', morning],
  ['An embargoed report', embargo],
  ['A photograph with a restriction', photograph],
  ['A kill, late', kill],
  ['A recall that reaches the copies', recall],
  ['Closed doors', closedDoors],
  ['The audit', audit],
];

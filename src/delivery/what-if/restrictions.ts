import { type Attempt, done, type Fault, failed } from '../../platform/failure.ts';
import { readText } from '../../restrictions/service.ts';
import { compileRestriction } from '../../rights/index.ts';
import type {
  CompiledRestriction,
  OdrlJson,
  RestrictionScope,
  RestrictionSource,
  RightsFault,
} from '../../rights/types.ts';
import { isText } from './schemas.ts';

export interface ProposedRestrictions {
  compiled: CompiledRestriction[];
  warnings: RightsFault[];
}

/** `path`: their position in the body. */
export async function proposedRestrictions(
  db: D1Database,
  proposals: OdrlJson[],
  { scope, path: basePath }: { scope: RestrictionScope; path: string },
): Promise<Attempt<ProposedRestrictions>> {
  const faults: Fault[] = [];
  const result: ProposedRestrictions = { compiled: [], warnings: [] };
  for (const [index, proposal] of proposals.entries()) {
    const base = { id: `proposed-restriction-${index + 1}`, version: 1, scope };
    const below = ({ path, message }: RightsFault) => ({
      path: `${basePath}/${index}${path === '/' ? '' : path}`,
      message,
    });
    const { source, warnings } = isText(proposal)
      ? await readOf(db, base, proposal.text)
      : { source: { ...base, policy: proposal, reviewed: true }, warnings: [] };
    const compiled = compileRestriction(source);
    if (!compiled.ok) faults.push(...compiled.reason.map(below));
    else {
      result.compiled.push(compiled.value);
      result.warnings.push(...[...warnings, ...compiled.value.warnings].map(below));
    }
  }
  return faults.length > 0 ? failed({ reason: 'malformed', faults }) : done(result);
}

/** Reads the text by today's phrasebook, with the desk's own phrases and confirmations. */
async function readOf(
  db: D1Database,
  base: Pick<RestrictionSource, 'id' | 'version' | 'scope'>,
  text: string,
): Promise<{ source: RestrictionSource; warnings: RightsFault[] }> {
  const { policy, phrases, unaccounted, complete, confirmed } = await readText(
    db,
    text.toWellFormed().trim(),
  );
  const reviewed = complete || confirmed;
  const open = reviewed ? [] : [...unread(unaccounted), ...phrases.flatMap(({ confirm }) => confirm ?? [])];
  return {
    source: { ...base, policy, text, reviewed },
    warnings: open.map((message) => ({ path: '/text', message })),
  };
}

function unread(words: string[]): string[] {
  return words.length === 0
    ? []
    : [`The phrasebook does not know: ${words.join(' ')}. Until the desk clears it, pictures wait`];
}

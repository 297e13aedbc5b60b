/** Where a finding stands, in what holds the policy. */
import type { Finding } from '../types.ts';

/** Pointers into a policy as pointers into what holds it. */
export function inPolicy(finding: Finding): Finding {
  const at = (path: string) => `/policy${path}`;
  const [one, other] = finding.rules ?? [];
  return {
    ...finding,
    path: at(finding.path),
    ...(one &&
      other && {
        rules: [
          { ...one, path: at(one.path) },
          { ...other, path: at(other.path) },
        ],
      }),
  };
}

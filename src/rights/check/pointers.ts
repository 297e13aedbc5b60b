/** Where a finding stands, in what holds the policy. */
import type { Finding } from '../types.ts';

/** Pointers into a policy as pointers into what holds it. */
export function inPolicy(finding: Finding): Finding {
  const prefixed = (path: string) => `/policy${path}`;
  const [first, other] = finding.rules ?? [];
  return {
    ...finding,
    path: prefixed(finding.path),
    ...(first &&
      other && {
        rules: [
          { ...first, path: prefixed(first.path) },
          { ...other, path: prefixed(other.path) },
        ],
      }),
  };
}

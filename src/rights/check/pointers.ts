/** JSON pointers of findings. */
import type { Finding } from '../types.ts';

/** Changes pointers into a policy to pointers into the terms that contain it. */
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

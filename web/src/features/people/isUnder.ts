import type { Department } from '@/api/types';

/** Whether `id` is `root` or somewhere under it. */
export function isUnder(departments: readonly Pick<Department, 'id' | 'parent_id'>[], id: string, root: string): boolean {
  const parents = new Map(departments.map((one) => [one.id, one.parent_id]));
  const seen = new Set<string>();
  for (let at: string | null | undefined = id; at && !seen.has(at); at = parents.get(at)) {
    if (at === root) return true;
    seen.add(at);
  }
  return false;
}

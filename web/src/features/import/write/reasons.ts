import type { ImportRow } from '@/api/import';

export interface Reason {
  key: string;
  header: string;
  /** Of the first row that has it; others differ in the value they name. */
  message: string;
  count: number;
}

/** Why rows were not written, by column and rule, the commonest first. */
export function reasonsOf(rows: readonly ImportRow[], headers: ReadonlyMap<number, string>): Reason[] {
  const found = new Map<string, Reason>();
  for (const row of rows)
    for (const error of row.errors) {
      const key = `${error.column ?? ''}:${error.code}`;
      const known = found.get(key);
      if (known) known.count += 1;
      else found.set(key, { key, header: error.column === null ? '' : (headers.get(error.column) ?? ''), message: error.message, count: 1 });
    }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

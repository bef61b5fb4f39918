// What one click can mend in a column: counted over the bad rows that are loaded, done by the server.

import type { FixKind, ImportColumn, ImportRow } from '@/api/import';

export interface ColumnFixes {
  column: number;
  header: string;
  /** Bad cells of the column. */
  bad: number;
  fixes: { fix: FixKind; count: number }[];
}

/** Columns in which what is no digit is noise. */
const DIGITS = /phone|mobile|fax|postcode/;

const narrow = (text: string): string => text.normalize('NFKC');

/** As the server mends: takes off all blanks, keeps digits only, empties. */
export function mended(text: string, fix: FixKind): string {
  if (fix === 'clear') return '';
  return fix === 'trim' ? text.replace(/\s/gu, '') : narrow(text).replace(/[^0-9]/g, '');
}

const sensible = (column: ImportColumn, fix: FixKind): boolean => {
  if (fix === 'digits') return DIGITS.test(column.field ?? '');
  // A customer without a name cannot be written either.
  return fix === 'trim' || column.field !== 'name';
};

/** The columns with bad cells, those with the most first, and how many cells each mend would change. */
export function fixesOf(rows: readonly ImportRow[], columns: readonly ImportColumn[]): ColumnFixes[] {
  const bad = new Map<number, string[]>();
  for (const row of rows) {
    if (row.verdict !== 'invalid') continue;
    for (const column of new Set(row.errors.map((error) => error.column))) {
      if (column === null) continue;
      bad.set(column, [...(bad.get(column) ?? []), row.cells[column] ?? '']);
    }
  }
  return columns
    .flatMap((column) => {
      const cells = bad.get(column.index);
      if (!cells) return [];
      const fixes = (['trim', 'digits', 'clear'] as const)
        .filter((fix) => sensible(column, fix))
        .map((fix) => ({ fix, count: cells.filter((text) => mended(text, fix) !== text && (fix === 'clear' || mended(text, fix) !== '')).length }))
        .filter(({ count }) => count > 0);
      return [{ column: column.index, header: column.header, bad: cells.length, fixes }];
    })
    .sort((a, b) => b.bad - a.bad);
}

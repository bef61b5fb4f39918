import { useCallback, useMemo, useState } from 'react';

export interface TableLayout {
  /** Every column key, in order. */
  order: string[];
  hidden: string[];
  widths: Record<string, number>;
  dense: boolean;
}

export interface ColumnBasics {
  key: string;
  width: number;
  /** Not shown until chosen. */
  optional?: boolean;
}

/** What was stored, brought up to date with the columns there are now. */
export function reconcile(columns: readonly ColumnBasics[], stored: Partial<TableLayout> | null): TableLayout {
  const known = new Set(columns.map((column) => column.key));
  const before = (stored?.order ?? []).filter((key) => known.has(key));
  const seen = new Set(before);
  const added = columns.filter((column) => !seen.has(column.key));
  return {
    order: [...before, ...added.map((column) => column.key)],
    hidden: [
      ...(stored?.hidden ?? []).filter((key) => known.has(key)),
      ...added.filter((column) => column.optional).map((column) => column.key),
    ],
    widths: Object.fromEntries(Object.entries(stored?.widths ?? {}).filter(([key]) => known.has(key))),
    dense: stored?.dense ?? false,
  };
}

/** `key` moved to stand before `before` (at the end when `before` is null). */
export function moved(order: readonly string[], key: string, before: string | null): string[] {
  const rest = order.filter((one) => one !== key);
  const at = before === null ? rest.length : rest.indexOf(before);
  return at < 0 ? [...order] : [...rest.slice(0, at), key, ...rest.slice(at)];
}

function read(name: string): Partial<TableLayout> | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Partial<TableLayout> | null;
  } catch {
    return null;
  }
}

/** The person's own arrangement of a table, kept in this browser. */
export function useTableLayout(tableId: string, columns: readonly ColumnBasics[]): [TableLayout, (change: Partial<TableLayout>) => void] {
  const name = `kedang.table.${tableId}`;
  const [stored, setStored] = useState(() => read(name));
  const layout = useMemo(() => reconcile(columns, stored), [columns, stored]);
  const change = useCallback(
    (next: Partial<TableLayout>) => {
      const whole = { ...layout, ...next };
      localStorage.setItem(name, JSON.stringify(whole));
      setStored(whole);
    },
    [layout, name],
  );
  return [layout, change];
}

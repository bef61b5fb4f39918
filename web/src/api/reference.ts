import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { CodeEntry, Field, FieldSubject, Page } from './types';

export type CodeTable = 'divisions' | 'industries';

// Code tables do not change while a page is open.
const forever = { staleTime: Infinity, gcTime: Infinity } as const;

export const codeChildrenQuery = (table: CodeTable, parent: string | null) =>
  queryOptions({
    queryKey: [table, 'children', parent],
    queryFn: ({ signal }) => get<Page<CodeEntry>>(`/${table}`, { parent, limit: 200 }, signal),
    ...forever,
  });

export const codeSearchQuery = (table: CodeTable, q: string) =>
  queryOptions({
    queryKey: [table, 'search', q],
    queryFn: ({ signal }) => get<Page<CodeEntry>>(`/${table}`, { q, limit: 50 }, signal),
    ...forever,
  });

interface Asked {
  codes: Map<string, ((entry: CodeEntry | null) => void)[]>;
  timer: ReturnType<typeof setTimeout> | null;
}

const asked: Record<CodeTable, Asked> = {
  divisions: { codes: new Map(), timer: null },
  industries: { codes: new Map(), timer: null },
};

const CODES_MAX = 200;

async function ask(table: CodeTable): Promise<void> {
  const { codes } = asked[table];
  const waiting = [...codes].slice(0, CODES_MAX);
  for (const [code] of waiting) codes.delete(code);
  asked[table].timer = codes.size > 0 ? setTimeout(() => void ask(table), 0) : null;
  // Whoever waits learns of a failure as "no such name"; the code itself stays to be read.
  const found = await get<Page<CodeEntry>>(`/${table}`, { codes: waiting.map(([code]) => code).join(',') }).catch(() => ({ items: [] }));
  const byCode = new Map(found.items.map((entry) => [entry.code, entry]));
  for (const [code, tell] of waiting) for (const one of tell) one(byCode.get(code) ?? null);
}

/** One entry by its code. A list asks for many at once: those of the same moment become one call. */
const entryOf = (table: CodeTable, code: string): Promise<CodeEntry | null> =>
  new Promise((resolve) => {
    const all = asked[table];
    all.codes.set(code, [...(all.codes.get(code) ?? []), resolve]);
    all.timer ??= setTimeout(() => void ask(table), 5);
  });

/** One entry by its code, for showing a stored value. */
export const codeEntryQuery = (table: CodeTable, code: string) =>
  queryOptions({ queryKey: [table, 'one', code], queryFn: () => entryOf(table, code), ...forever });

export const fieldsQuery = (subject: FieldSubject) =>
  queryOptions({
    queryKey: ['fields', subject],
    queryFn: ({ signal }) => get<Page<Field>>('/fields', { subject }, signal),
    staleTime: 5 * 60_000,
  });

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

/** One entry by its code, for showing a stored value. */
export const codeEntryQuery = (table: CodeTable, code: string) =>
  queryOptions({
    queryKey: [table, 'one', code],
    queryFn: async ({ signal }) =>
      (await get<Page<CodeEntry>>(`/${table}`, { q: code, limit: 10 }, signal)).items.find(
        (entry) => entry.code === code,
      ) ?? null,
    ...forever,
  });

export const fieldsQuery = (subject: FieldSubject) =>
  queryOptions({
    queryKey: ['fields', subject],
    queryFn: ({ signal }) => get<Page<Field>>('/fields', { subject }, signal),
    staleTime: 5 * 60_000,
  });

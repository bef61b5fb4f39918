// The client, typed by the server's own description (schema.d.ts, made by `npm run api`).
import createClient from 'openapi-fetch';
import { guarded } from './http';
import type { paths } from './schema';

/** Calls by path: `api.GET('/api/v1/people/{id}', { params: { path: { id } } })`. */
export const api = createClient<paths>({ fetch: guarded });

/** The data of a reply. Refusals never arrive here: they are thrown as ProblemError or NetworkError. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** The version that a change was made against. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });

/** Makes a repeat of a creation safe. */
export const idempotent = (key: string): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': key });

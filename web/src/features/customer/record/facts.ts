import { customerQuery, changeCustomer, type Customer, type CustomerChange } from '@/api/customer';
import { isProblem } from '@/api/problem';
import type { FieldValue, FieldValues } from '@/api/types';
import type { QueryClient } from '@tanstack/react-query';

/**
 * What a form of facts holds: `name`, `values/<key>`; so its keys are the server's pointers, and
 * what two people change is compared fact by fact.
 */
export type Facts = Record<string, FieldValue>;

export const factKey = (field: string): string => `values/${field}`;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export function factsOf(thing: { name: string; values: FieldValues }, keys: readonly string[]): Facts {
  return Object.fromEntries(keys.map((key) => [key, key === 'name' ? thing.name : (thing.values[key.slice('values/'.length)] ?? null)]));
}

/** What is different, as a change for the server. */
export function changeOf(before: Facts, after: Facts): { name?: string; values: FieldValues } {
  const values: FieldValues = {};
  let name: string | undefined;
  for (const [key, value] of Object.entries(after)) {
    if (same(before[key], value)) continue;
    if (key === 'name') name = typeof value === 'string' ? value : '';
    else if (key.startsWith('values/')) values[key.slice('values/'.length)] = value;
  }
  return { ...(name === undefined ? {} : { name }), values };
}

export const sameFacts = (a: Facts, b: Facts): boolean => Object.keys({ ...a, ...b }).every((key) => same(a[key], b[key]));

/**
 * Saves what was changed in one group. Where somebody else changed other facts meanwhile, both
 * changes stand; where they changed these, the refusal is passed on.
 */
export async function saveFacts(client: QueryClient, id: string, before: Facts, change: CustomerChange, version: number): Promise<Customer> {
  try {
    return await changeCustomer(id, change, version);
  } catch (error) {
    if (!isProblem(error, 'precondition_failed')) throw error;
    const now = await client.query({ ...customerQuery(id), staleTime: 0 });
    if (!sameFacts(factsOf(now, Object.keys(before)), before)) throw error;
    return await changeCustomer(id, change, now.version);
  }
}

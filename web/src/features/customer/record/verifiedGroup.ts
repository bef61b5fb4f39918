import type { Customer } from '@/api/customer';

/** That every fact of a group is verified. */
export interface VerifiedGroup {
  /** Who verified them, whoever came last first; each once. */
  names: string[];
  /** When the last of them was verified. */
  at: string;
  /** How; each way once. */
  how: string[];
}

type Known = Pick<Customer, 'verified' | 'uncertain'>;

/**
 * How the customer's own facts of a group were verified, when all that are filled in are and nobody doubts one since.
 * A single fact carries its own mark and makes no group.
 */
export function verifiedGroup(customer: Known, filled: readonly string[]): VerifiedGroup | null {
  if (filled.length < 2) return null;
  const doubted = new Set(customer.uncertain.filter((mark) => !mark.contact_id).map((mark) => mark.field));
  const own = new Map(customer.verified.filter((fact) => !fact.contact_id).map((fact) => [fact.field, fact]));
  const facts = filled.flatMap((key) => (doubted.has(key) ? [] : (own.get(key) ?? [])));
  if (facts.length < filled.length) return null;
  const latest = facts.toSorted((a, b) => b.verified_at.localeCompare(a.verified_at));
  return {
    names: [...new Set(latest.map((fact) => fact.verified_by.name))],
    at: latest[0]?.verified_at ?? '',
    how: [...new Set(latest.map((fact) => fact.how).filter((how) => how !== ''))],
  };
}

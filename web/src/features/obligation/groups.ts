import type { Obligation } from '@/api/obligation';
import { dayOf } from '@/shared/text/format';

export const GROUPS = ['late', 'today', 'upcoming', 'over'] as const;
export type Group = (typeof GROUPS)[number];

interface Clock {
  /** Milliseconds since 1970. */
  now: number;
  timeZone: string;
  today: string;
}

function groupOf(one: Obligation, { now, timeZone, today }: Clock): Group {
  if (one.state !== 'open' && one.state !== 'breached') return 'over';
  if (Date.parse(one.due_at) < now) return 'late';
  return dayOf(one.due_at, timeZone) === today ? 'today' : 'upcoming';
}

/** Obligations by how pressing they are; groups of none are left out. */
export const groupsOf = (all: readonly Obligation[], clock: Clock): { group: Group; items: Obligation[] }[] =>
  GROUPS.map((group) => ({ group, items: all.filter((one) => groupOf(one, clock) === group) })).filter(({ items }) => items.length > 0);

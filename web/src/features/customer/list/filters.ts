// Filters of the list: in the address and in saved views `field:op:value`, days as days of the
// company ("2026-11-01") or counted from today ("-30d"); the server gets instants.

import type { Day } from '@/api/types';
import { dayOf } from '@/shared/text/format';

export const OPS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'under', 'contains', 'empty', 'present'] as const;
export type FilterOp = (typeof OPS)[number];

export interface Filter {
  field: string;
  op: FilterOp;
  value: string;
  /** What it says must not hold: a `-` stands before it. */
  not?: true;
}

/** Filters the server takes at once. */
export const FILTERS_MAX = 20;

export function parseFilter(text: string): Filter | null {
  const [head = '', op = '', ...rest] = text.split(':');
  const not = head.startsWith('-');
  const field = not ? head.slice(1) : head;
  const known = OPS.find((one) => one === op);
  return /^[a-z][a-z0-9_]*$/.test(field) && known ? { field, op: known, value: rest.join(':'), ...(not ? { not } : {}) } : null;
}

export const filterText = ({ field, op, value, not }: Filter): string =>
  `${not ? '-' : ''}${field}:${op}${op === 'empty' || op === 'present' ? '' : `:${value}`}`;

/** The filters of each field, fields in order of their first filter. */
export function byField(filters: readonly string[]): Map<string, Filter[]> {
  const groups = new Map<string, Filter[]>();
  for (const text of filters) {
    const filter = parseFilter(text);
    if (filter) groups.set(filter.field, [...(groups.get(filter.field) ?? []), filter]);
  }
  return groups;
}

/** `filters` with those of one field replaced, in their place. */
export function replaced(filters: readonly string[], field: string, by: readonly Filter[]): string[] {
  const at = filters.findIndex((text) => parseFilter(text)?.field === field);
  const others = filters.filter((text) => parseFilter(text)?.field !== field);
  const before = at < 0 ? others : filters.slice(0, at);
  return [...before, ...by.map(filterText), ...others.slice(before.length)];
}

export const sameFilters = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');

/** The words that are searched for: of the filters, or of the search box. */
export const wordsOf = (filters: readonly string[], box: string): string =>
  filters.map(parseFilter).find((filter) => filter?.field === 'words' && !filter.not)?.value ?? box;

/** "-30d" and the like: how many days ago. */
export function daysAgo(value: string): number | null {
  const match = /^-(\d{1,4})d$/.exec(value);
  return match ? Number(match[1]) : null;
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "this_month", "last_30_days", "2026-11": what the search box writes for longer than a day. */
export const PERIODS = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'last_year'] as const;
export type Period = (typeof PERIODS)[number];

export const periodOf = (value: string): Period | null => PERIODS.find((one) => one === value) ?? null;

/** How many days "last_30_days" reaches back. */
export function lastDays(value: string): number | null {
  const match = /^last_(\d{1,4})_days$/.exec(value);
  return match ? Number(match[1]) : null;
}

export const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether the editor of a field can show what is asked of it; the search box can ask more. */
export const isEditable = (filters: readonly Filter[], days: boolean): boolean =>
  filters.every(({ not, op, value }) => {
    const period = days && value !== '' && !isDay(value) && daysAgo(value) === null;
    return !not && !(op === 'under' && value.includes(',')) && !period;
  });

const dayIn = (value: string, today: Day): Day | null => {
  const ago = daysAgo(value);
  if (ago !== null) return addDays(today, -ago);
  return isDay(value) ? value : null;
};

/** The instant at which a day begins in a time zone. */
export function dayStart(day: Day, timeZone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // The day begins at most a day before and after this noon; clocks may change in between.
  let low = noon - 36 * 3_600_000;
  let high = noon + 36 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(new Date(middle).toISOString(), timeZone) < day) low = middle;
    else high = middle;
  }
  return new Date(high).toISOString();
}

const INSTANTS = new Set(['created_at', 'updated_at', 'last_contact_at']);

/** The filters as the server takes them. What cannot be read is passed on, so that it is refused in the open. */
export function serverFilters(filters: readonly string[], today: Day, timeZone: string): string[] {
  return filters.flatMap((text) => {
    const filter = parseFilter(text);
    // Of what must not hold the server finds the two ends itself.
    const day = filter && !filter.not && INSTANTS.has(filter.field) ? dayIn(filter.value, today) : null;
    if (!filter || day === null) return [text];
    const start = () => dayStart(day, timeZone);
    const end = () => dayStart(addDays(day, 1), timeZone);
    const of = (op: FilterOp, value: string) => filterText({ ...filter, op, value });
    switch (filter.op) {
      case 'gte':
        return [of('gte', start())];
      case 'gt':
        return [of('gte', end())];
      case 'lt':
        return [of('lt', start())];
      case 'lte':
        return [of('lt', end())];
      case 'eq':
        return [of('gte', start()), of('lt', end())];
      default:
        return [text];
    }
  });
}

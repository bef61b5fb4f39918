/** A duration as a regulation is written: so many of a unit, or one of the fixed terms. */
export const UNITS = ['hour', 'working day', 'day', 'week', 'month', 'year'] as const;
export const TERMS = ['at once', 'same day'] as const;

export type Term = { count: number; unit: (typeof UNITS)[number] } | { fixed: (typeof TERMS)[number] } | null;

/** Takes a duration apart; `null` for a blank or what is none. */
export function readTerm(text: string): Term {
  const fixed = TERMS.find((one) => one === text);
  if (fixed) return { fixed };
  const found = /^(\d+) (.+?)s?$/.exec(text);
  const unit = UNITS.find((one) => one === found?.[2]);
  return found && unit ? { count: Number(found[1]), unit } : null;
}

export function writeTerm(term: Term): string {
  if (!term) return '';
  if ('fixed' in term) return term.fixed;
  return `${term.count} ${term.unit}${term.count === 1 ? '' : 's'}`;
}

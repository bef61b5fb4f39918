import type { Figure } from '@/api/workbench';
import { dayOf } from '@/shared/text/format';

const INSTANT = /^([a-z_]+:[a-z]+):(\d{4}-\d{2}-\d{2}T.+)$/;

/**
 * The filters of a figure as the list has them in its address: days of the company instead of the
 * instants at which they begin.
 */
export const listFilters = (figure: Figure, timeZone: string): string[] =>
  figure.filter.map((text) => {
    const match = INSTANT.exec(text);
    return match ? `${match[1] ?? ''}:${dayOf(match[2] ?? '', timeZone)}` : text;
  });

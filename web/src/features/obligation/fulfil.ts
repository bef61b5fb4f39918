import type { Obligation } from '@/api/obligation';

/** Where an obligation is fulfilled: a page, and what to press there. */
export interface Fulfilment {
  to: string;
  search?: Record<string, string>;
  label: 'go_customer' | 'go_contacts' | 'go_interactions' | 'go_there';
}

const PAGES: Readonly<Record<string, string>> = {
  clause: '/attestations',
  change_list: '/change-lists',
  month_check: '/month-checks',
  campaign: '/campaigns',
  inspection: '/campaigns',
  urgent_news: '/urgent-news',
  correction: '/corrections',
  pledge: '/pledge',
};

/** Paths of other features that are there; the rest is left out rather than led into nothing. */
export function fulfilment(one: Obligation, known: (path: string) => boolean): Fulfilment | null {
  const area = one.fulfilled_by[0]?.split('.')[0] ?? '';
  const page = PAGES[area];
  if (page) return known(page) ? { to: page, label: 'go_there' } : one.customer ? { to: `/customers/${one.customer.id}`, label: 'go_customer' } : null;
  if (!one.customer) return null;
  const to = `/customers/${one.customer.id}`;
  if (area === 'contact') return { to, search: { tab: 'contacts' }, label: 'go_contacts' };
  if (area === 'interaction') return { to, search: { tab: 'interactions' }, label: 'go_interactions' };
  return { to, label: 'go_customer' };
}

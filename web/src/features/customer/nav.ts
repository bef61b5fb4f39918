import { Building2, SquarePlus } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';
import type { Permission } from '@/api/types';

/** Whoever only keeps the house sees no customers. */
export const SEES_CUSTOMERS: readonly Permission[] = ['customer.view'];

export const nav: readonly NavEntry[] = [
  { to: '/customers', label: 'nav.customer', icon: Building2, group: 'work', needs: SEES_CUSTOMERS },
];

export const create: readonly CreateEntry[] = [
  { to: '/customers/new', label: 'nav.customer_new', icon: SquarePlus, needs: ['customer.create'] },
];

import { Building2, SquarePlus } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';
import type { Permission } from '@/api/types';

/** Any of these makes the customers of use to somebody; whoever only keeps the house sees none. */
export const SEES_CUSTOMERS: readonly Permission[] = [
  'customer.view_all',
  'customer.create',
  'customer.edit',
  'customer.assign',
  'customer.share',
  'customer.bulk',
  'customer.export',
  'customer.verify',
  'interaction.create',
];

export const nav: readonly NavEntry[] = [
  { to: '/customers', label: 'customer.title', icon: Building2, group: 'work', needs: SEES_CUSTOMERS },
];

export const create: readonly CreateEntry[] = [
  { to: '/customers/new', label: 'customer.new', icon: SquarePlus, needs: ['customer.create'] },
];

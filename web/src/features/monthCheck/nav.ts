import { CalendarCheck } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  { to: '/month-checks', label: 'nav.month_check', icon: CalendarCheck, group: 'work', needs: ['customer.view'], also: ['/month-notes', '/maintenance-log'] },
];

import { IdCard } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  {
    to: '/templates',
    label: 'nav.template',
    icon: IdCard,
    group: 'basis',
    needs: ['template.manage', 'template.department'],
    also: ['/fields'],
  },
];

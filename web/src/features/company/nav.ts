import { Settings } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  { to: '/company', label: 'company.title', icon: Settings, group: 'house', needs: ['company.manage', 'role.manage'], also: ['/access', '/roles', '/notice-settings'] },
];

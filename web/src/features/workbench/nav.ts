import { LayoutDashboard } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  { to: '/', label: 'workbench.title', icon: LayoutDashboard, group: 'work', needs: [] },
];

import { ShieldCheck } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  { to: '/evidence', label: 'nav.evidence', icon: ShieldCheck, group: 'basis', needs: ['evidence.read', 'evidence.verify'] },
];

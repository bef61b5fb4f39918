import { FileOutput } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

/** Those who take customers out, those who decide on it, those who read the log. */
export const nav: readonly NavEntry[] = [
  { to: '/exports', label: 'nav.export', icon: FileOutput, group: 'basis', needs: ['customer.export', 'customer.assign', 'evidence.read'] },
];

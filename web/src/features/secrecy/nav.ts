import { ShieldHalf } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/classified', label: 'nav.classified', icon: ShieldHalf, group: 'work', needs: ['customer.view'] }];

import { Gauge } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/quality', label: 'nav.quality', icon: Gauge, group: 'work', needs: ['customer.view'] }];

import { Scale } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/clashes', label: 'nav.clash', icon: Scale, group: 'work', needs: ['customer.view'] }];

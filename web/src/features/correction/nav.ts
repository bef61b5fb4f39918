import { FilePen } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/corrections', label: 'nav.correction', icon: FilePen, group: 'work', needs: ['customer.view'] }];

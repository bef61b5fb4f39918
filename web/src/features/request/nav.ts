import { FilePen } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/requests', label: 'nav.request', icon: FilePen, group: 'work', needs: ['customer.view'] }];

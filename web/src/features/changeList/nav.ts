import { ListChecks } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/change-lists', label: 'nav.change_list', icon: ListChecks, group: 'work', needs: ['customer.view'] }];

import { ArrowLeftRight } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/loans', label: 'nav.loan', icon: ArrowLeftRight, group: 'work', needs: ['customer.view'] }];

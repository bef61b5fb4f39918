import { ClipboardCheck } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/campaigns', label: 'nav.campaign', icon: ClipboardCheck, group: 'work', needs: ['customer.view'] }];

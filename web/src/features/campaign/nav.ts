import { ClipboardCheck } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/campaigns', label: 'campaign.title', icon: ClipboardCheck, group: 'work', needs: ['customer.view'] }];

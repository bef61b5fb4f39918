import { CopyCheck } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/cleaning', label: 'nav.cleaning', icon: CopyCheck, group: 'work', needs: ['customer.merge'] }];

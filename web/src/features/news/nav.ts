import { Siren } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/urgent-news', label: 'news.title', icon: Siren, group: 'work', needs: ['customer.view'] }];

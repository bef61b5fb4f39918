import { BookText } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

/** Everybody may read the regulation. */
export const nav: readonly NavEntry[] = [{ to: '/regulation', label: 'nav.regulation', icon: BookText, group: 'basis', needs: [] }];

import { ScanEye } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/watch', label: 'nav.watch', icon: ScanEye, group: 'basis', needs: ['watch.read', 'watch.stage'] }];

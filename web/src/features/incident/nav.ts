import { ShieldAlert } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/incidents', label: 'nav.incident', icon: ShieldAlert, group: 'basis', needs: [] }];

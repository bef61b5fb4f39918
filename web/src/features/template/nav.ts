import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [];

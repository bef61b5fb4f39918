import { FileUp } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/imports', label: 'import.title', icon: FileUp, group: 'work', needs: ['import.run'] }];

export const create: readonly CreateEntry[] = [{ to: '/imports', label: 'import.new', icon: FileUp, needs: ['import.run'] }];

import { FileUp } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/imports', label: 'nav.import', icon: FileUp, group: 'work', needs: ['import.run'] }];

export const create: readonly CreateEntry[] = [{ to: '/imports', label: 'nav.import_new', icon: FileUp, needs: ['import.run'] }];
